import { expect, test } from '@jest/globals'
import { Readable, Writable } from 'node:stream'

import { run } from '../../src/cli/run.ts'
import { pod } from './program.ts'

/** What a run says, and its exit code, when an error comes up that no command expects. */
async function runWith(error: Error, flags: readonly string[] = []) {
  let said = ''
  const stream = () =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        said += chunk.toString()
        done()
      },
    })
  const stdout = Object.defineProperty(stream(), 'isTTY', {
    get() {
      throw error
    },
  })
  const argv = ['diff', '--registry=registry.internal', ...flags]
  const stdin = Readable.from([Buffer.from(pod)])
  const code = await run({ argv, stdin, stdout, stderr: stream(), env: {}, cwd: '/' })
  return { code, said }
}

test.each([
  ['without', [], false],
  ['with', ['--verbose'], true],
])(
  'a mistake of the program is told as one, with its place only %s --verbose',
  async (_, flags, hasPlace) => {
    const { code, said } = await runWith(new TypeError('nobody thought of this'), flags)
    expect(code).toBe(1)
    expect(said).toMatch(/^error: .*nobody thought of this.*\[PROGRAM_FAULT\]$/m)
    expect(said.includes('program-fault.test.ts')).toBe(hasPlace)
  },
)

test.each([
  [
    { code: 'ENOENT', path: '/no/tmp' },
    'no such file or directory, mkdtemp',
    '/no/tmp cannot be read or written: no such file or directory',
  ],
  [
    { code: 'ENOSPC' },
    'no space left on device, write',
    'a file cannot be read or written: no space left on device',
  ],
])('a system that refuses a file (%j) is no mistake of the program', async (parts, words, message) => {
  const { code, said } = await runWith(Object.assign(new Error(`${parts.code}: ${words}`), parts))
  expect(code).toBe(1)
  expect(said).toContain(`error: ${message}; check permissions and free space, also in the directory for`)
  expect(said).toContain('[FILE_UNREADABLE]')
})
