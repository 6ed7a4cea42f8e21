import { describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'

import {
  escapeControls,
  longestText,
  printable,
  printableSentence,
  quote,
} from '../../src/reference/quote.ts'
import { shellComment, shellCommand, shellWord } from '../../src/reference/shell.ts'
import { maskRule, maskUserInfo } from '../../src/reference/user-info.ts'

describe('text from outside', () => {
  test.each([
    ['\u001b[31m', '\\u001b[31m'],
    ['a\nb\r\tc\0', 'a\\nb\\r\\tc\\u0000'],
    ['\u009b', '\\u009b'],
    ['\u202Eabc\u2066', '\\u202eabc\\u2066'],
    ['\u2028\uFEFF\uD800', '\\u2028\\ufeff\\ud800'],
    ['\u{e0001}', '\\udb40\\udc01'],
    ['größe 图 😀', 'größe 图 😀'],
  ])('%j is shown as %s', (text, shown) => {
    expect(printable(text)).toBe(shown)
    expect(printableSentence(text)).toBe(shown)
    expect(escapeControls(text)).toBe(shown)
    expect(JSON.parse(quote(text))).toBe(text)
  })

  test('is cut at one length', () => {
    const text = 'x'.repeat(10_000_000)
    expect(printable(text)).toBe(`${'x'.repeat(longestText)}…`)
    expect(quote(text)).toBe(`"${'x'.repeat(longestText)}…"`)
  })
})

describe('user information of a URL', () => {
  test.each([
    ['https://robot:hunter2@reg.example:5000/m', 'https://***@reg.example:5000/m'],
    ['https://robot:hun/ter2@reg.example:5000/m', 'https://***@reg.example:5000/m'],
    ['https://token@reg.example', 'https://***@reg.example'],
    ['robot:hunter2@reg.example:5000/m', '***@reg.example:5000/m'],
    ['robot:hun@ter2@reg.example', '***@reg.example'],
    ['docker.io=robot:hunter2@reg.example/hub', 'docker.io=***@reg.example/hub'],
    ['robot:hunter2@registry:5000/m', '***@registry:5000/m'],
    ['a "http://u:p@proxy:3128" b', 'a "http://***@proxy:3128" b'],
  ])('of %j is masked, once', (text, shown) => {
    expect(maskUserInfo(text)).toBe(shown)
    expect(maskUserInfo(shown)).toBe(shown)
    expect(quote(text)).not.toContain('hunter2')
  })

  test.each([
    'reg.example:5000/a/b:1.2@sha256:' + 'a'.repeat(64),
    'oci://reg.example:5000/a/b@sha256:' + 'a'.repeat(64),
    'oci://reg.example:5000/@scope/b',
    'nginx:1.2@sha256',
    'mail me@example.com: now',
    'git@github.com:own/repo',
  ])('%j has none', text => {
    expect(maskUserInfo(text)).toBe(text)
  })
})

describe('what a rule cannot have', () => {
  test.each([
    ['hunter2@reg.example/m', '***@reg.example/m'],
    ['u:hunter2@', '***@'],
    ['reg.example/u:hunter2@x', '***@x'],
    ['u%3Ahunter2@reg.example', '***@reg.example'],
    ['https://u:hunter2@reg.example/m', 'https://***@reg.example/m'],
    ['reg.example/m?token=hunter2', 'reg.example/m?***'],
    ['reg.example/m#hunter2', 'reg.example/m#***'],
  ])('%j is shown as %j', (text, shown) => {
    expect(maskRule(text)).toBe(shown)
  })

  test.each(['a/b:1@sha256:abc', `a/b@sha512:${'a'.repeat(128)}`, 'reg.example:5000/m'])(
    '%j is shown',
    text => {
      expect(maskRule(text)).toBe(text)
    },
  )

  test.each(['a/b@*', 'a/b@sha256:*', 'a/?'])('%j is shown as a pattern', text => {
    expect(maskRule(text, { wildcards: true })).toBe(text)
  })
})

describe('the shell', () => {
  test.each([
    'plain',
    "it's",
    'a b',
    '$(touch x)',
    '`x`',
    'a\nb',
    '"',
    ';&|<>*?[]~!#{}',
    '\u001b[31m%s\\n\u202eä',
    "\u0007'",
  ])('reads %j back as it was, and a terminal shows it', text => {
    const word = shellWord(text)
    expect(word).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(execFileSync('sh', ['-c', `printf %s ${word}`]).toString()).toBe(text)
  })

  test('gets a command whose words stay words', () => {
    expect(shellCommand('kubectl', 'get', '$(x)')).toBe("kubectl get '$(x)'")
  })

  test('a comment never ends before its line does', () => {
    expect(shellComment('a\nrm -rf\r\u2028b')).toBe('# a rm -rf  b')
  })

  test('a comment has no password of a URL', () => {
    expect(shellComment('not copied: https://robot:hunter2@r.internal/x')).toBe(
      '# not copied: https://***@r.internal/x',
    )
  })
})
