import { afterAll, expect, test } from '@jest/globals'

import { exitCodeOf, exitCodes } from '../../src/cli/messages/exit-code.ts'
import { readArguments } from '../../src/cli/arguments.ts'
import { commands } from '../../src/cli/commands.ts'
import { flags } from '../../src/cli/flags.ts'
import type { Flag } from '../../src/cli/flags/flag.ts'
import { usageText } from '../../src/cli/usage.ts'
import { parseConfig } from '../../src/config/parse.ts'
import type { ProblemCode } from '../../src/problem.ts'

import { directoryWith, pod, program, registry, relocatedPod, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const text = usageText()

test('the help names every flag and every exit code', () => {
  for (const flag of flags) expect(text).toContain(`--${flag.name}`)
  for (const { code, meaning } of exitCodes)
    expect(text.replace(/\s+/g, ' ')).toContain(` ${code} ${meaning}`)
})

test('the help fits on a screen of a hundred columns', () => {
  expect(text.split('\n').filter(line => line.length > 100)).toEqual([])
})

test('the configuration shown in the help is one', () => {
  const sample = /(?<=^Configuration file .*:\n)(?: {2}.*\n)+/m.exec(text)?.[0] ?? ''
  expect(parseConfig(sample)).toMatchObject({ problems: [], config: { imagePullSecrets: ['registry-key'] } })
})

test('wrong use decides the exit code before bad input, and that before a refusal', () => {
  const code = (codes: readonly ProblemCode[], strict = false) =>
    exitCodeOf(
      codes.map(problem => ({ code: problem, message: '', remedy: '' })),
      strict,
    )
  expect(code([])).toBe(0)
  expect(code(['REFERENCE_PLACEHOLDER'])).toBe(0)
  expect(code(['REFERENCE_PLACEHOLDER'], true)).toBe(3)
  expect(code(['TARGET_COLLISION', 'MANIFEST_UNREADABLE'])).toBe(1)
  expect(code(['TARGET_COLLISION', 'MANIFEST_UNREADABLE', 'CONFIG_INVALID'])).toBe(2)
})

test.each(commands)(
  'the help of $name has its flags and none of another command, and an example',
  command => {
    const help = usageText(command)
    expect(help).toMatch(new RegExp(`^Usage: k8ssandra-relocate ${command.name}`))
    expect(help).toContain(command.example.slice(-20))
    expect(command.example).toMatch(new RegExp(`k8ssandra-relocate ${command.name}\\b`))
    const shown = Array.from(help.matchAll(/^ {2}(?:-\w, | {4})--([a-z-]+)/gm), ([, name]) => name)
    const known = (flags as readonly Flag[])
      .filter(flag => flag.commands?.includes(command.name) ?? command.isPlain !== true)
      .map(({ name }) => name)
    expect(shown.toSorted()).toEqual(known.toSorted())
  },
)

test.each([
  ['copy', 'kyverno', 'not oci:DIR|tar:FILE'],
  ['export', 'oci:images', 'known here: admission-policy'],
])('%s takes only its own words behind --to', async (command, word, complaint) => {
  const { code, stdout, stderr } = await program([command, '--to', word, registry])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(complaint)
  expect((await program([command, registry], { env: { K8SSANDRA_RELOCATE_TO: word } })).code).toBe(2)
})

test('the help of a command speaks of that command alone', () => {
  const helpOf = (name: string) => usageText(commands.find(command => command.name === name))
  expect(helpOf('copy')).toContain('--to oci:DIR|tar:FILE')
  expect(helpOf('copy')).not.toContain('kyverno')
  expect(helpOf('export')).not.toContain('oci:DIR')
  expect(helpOf('preflight')).toContain('--output table|json ')
  expect(helpOf('preflight')).not.toContain('crane')
  expect(helpOf('values')).toContain('with CHART: values for Helm')
  expect(helpOf('doctor')).toMatch(/--timeout DURATION +with --namespace: [^]*? by\s+default 10s/)
})

test.each(commands.filter(({ takesNoWords }) => takesNoWords === true))(
  '$name refuses words that it would ignore',
  async ({ name }) => {
    const { code, stdout, stderr } = await program([name, 'extra', 'words'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`${name} takes no further words: "extra", "words"`)
  },
)

test.each(commands)('every flag in the example of $name is one of its own', ({ name, example }) => {
  const own = example.slice(example.indexOf('k8ssandra-relocate ')).split(/[|>]/)[0] ?? ''
  const argv = own
    .split(' ')
    .filter(word => word !== '')
    .slice(1)
  const { problems } = readArguments(
    argv,
    flags,
    commands.map(command => command.name),
  )
  expect([name, problems]).toEqual([name, []])
})

test.each([
  ['image', 'did you mean images?'],
  ['list', 'did you mean images?'],
  ['help', 'did you mean --help?'],
  ['helpp', 'did you mean --help?'],
  ['validate', 'did you mean verify?'],
  ['push', 'did you mean copy?'],
  ['template', 'leave that to Helm: helm template RELEASE CHART | k8ssandra-relocate '],
  ['version', 'did you mean --version?'],
  ['verfy', 'did you mean verify?'],
])('%s is a mistyped command', async (word, remedy) => {
  for (const argv of [[word], [word, registry], [registry, word]])
    expect(await program(argv)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(remedy),
    })
})

test('a command whose help is asked for is named', async () => {
  expect((await program(['help', 'verify'])).stderr).toContain('did you mean verify --help?')
})

test.each([
  [['--imagePullSecrets=key'], 'unknown flag --imagePullSecrets; did you mean --pull-secret?'],
  [['--dry-run'], 'unknown flag --dry-run; to see what would change, use the command diff '],
  [
    ['-o', 'out.yaml'],
    '--output only applies to images, preflight; leave it out; to write to a file, use > FILE ',
  ],
  [
    ['k8ssandra/k8ssandra'],
    'if it is a chart, run: helm template RELEASE k8ssandra/k8ssandra | k8ssandra-relocate ',
  ],
  [['oci://r.internal/charts/web'], 'run: helm template RELEASE oci://r.internal/charts/web | '],
])('%j comes from another tool, and says what to do here', async (words, complaint) => {
  expect(await program([registry, ...words])).toMatchObject({
    stdout: '',
    stderr: expect.stringContaining(complaint),
  })
})

test.each([
  ['registry=r.int', 'a flag without "--": "registry=r.int"; write --registry=r.int '],
  ['\u2014registry=r.int', 'a dash that is not a hyphen: "\u2014registry=r.int"; write --registry=r.int '],
  ['\u2013-strict', 'a dash that is not a hyphen: "\u2013-strict"; write --strict '],
])('%s is a flag that an editor or a person wrote in another way', async (word, complaint) => {
  expect(await program([word, registry])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(complaint),
  })
})

test('the help names the commands of a flag that relocating does not know', () => {
  expect(text).toMatch(/--allow REGISTRY [^]*? \(verify\)\n/)
  expect(text).not.toMatch(/--in-place [^]*?\(filter\)/)
})

test('a file that is called like that is a file', async () => {
  const cwd = directoryWith({ list: pod })
  expect(await program([registry, 'list'], { cwd })).toMatchObject({ code: 0, stdout: relocatedPod })
})

test.each([['--registry r.internal/m'], ['-r r.internal/m'], ['--pull-secret key']])(
  'a flag and its value in one word, as Helm hands them over: %s',
  async word => {
    const { code, stderr } = await program([word])
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('use = instead of the space: --post-renderer-args=-'),
    ])
  },
)
