import { describe, expect, test } from '@jest/globals'

import { askProgram } from '../src/program.ts'

const env = process.env
const ask = (script: string, input = '', signal = AbortSignal.timeout(60_000)) =>
  askProgram(process.execPath, ['-e', script], { env, signal, input })

describe('a program that is asked', () => {
  test('gets the question on standard input and answers on standard output', async () => {
    const answer = await ask('process.stdin.pipe(process.stdout); console.error("note")', 'question')
    expect(answer).toEqual({ kind: 'ended', exit: 0, stdout: 'question', stderr: 'note\n' })
  })

  test('may end without reading the question', async () => {
    expect(await ask('process.exit(3)', 'q'.repeat(1 << 20))).toMatchObject({ kind: 'ended', exit: 3 })
  })

  test('may be ended by a signal', async () => {
    expect(await ask('process.kill(process.pid, "SIGTERM")')).toMatchObject({ exit: 'SIGTERM' })
  })

  test('is killed when it does not stop talking', async () => {
    expect(await ask('for (;;) require("node:fs").writeSync(1, "x".repeat(4096))')).toEqual({
      kind: 'endless',
    })
  })

  test('is killed at the deadline, though a child of it holds its pipes open', async () => {
    const child = 'require("node:child_process").spawn("sleep", ["20"], { stdio: "inherit" })'
    const start = Date.now()
    expect(await ask(`${child}; setInterval(() => {}, 1000)`, '', AbortSignal.timeout(500))).toEqual({
      kind: 'aborted',
    })
    expect(Date.now() - start).toBeLessThan(15_000)
  })

  test('is not started after the deadline', async () => {
    expect(await ask('process.stdin.pipe(process.stdout)', 'question', AbortSignal.abort())).toEqual({
      kind: 'aborted',
    })
  })

  test('may write one letter in two pieces', async () => {
    const wait = 'for (const end = Date.now() + 200; Date.now() < end; );'
    const pieces = Array.from(
      Buffer.from('ü'),
      byte => `require("node:fs").writeSync(1, Buffer.from([${byte}]))`,
    )
    expect(await ask(pieces.join(`; ${wait} `))).toMatchObject({ stdout: 'ü' })
  })

  test.each([
    ['no-such-program-anywhere', true],
    ['a\0b', false],
    ['/', false],
  ])('may not be there: %j', async (program, isMissing) => {
    const answer = await askProgram(program, [], { env, signal: AbortSignal.timeout(60_000) })
    expect(answer).toMatchObject({ kind: 'not-started', isMissing })
  })
})
