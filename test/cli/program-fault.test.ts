import { expect, test } from '@jest/globals'
import { Readable, Writable } from 'node:stream'

import { run } from '../../src/cli/run.ts'
import { pod } from './program.ts'

test.each([
  ['without', [], false],
  ['with', ['--verbose'], true],
])(
  'a mistake of the program is told as one, with its place only %s --verbose',
  async (_, flags, hasPlace) => {
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
        throw new TypeError('nobody thought of this')
      },
    })
    const argv = ['diff', '--registry=registry.internal', ...flags]
    const stdin = Readable.from([Buffer.from(pod)])
    const code = await run({ argv, stdin, stdout, stderr: stream(), env: {}, cwd: '/' })
    expect(code).toBe(1)
    expect(said).toMatch(/^error: .*nobody thought of this.*\[PROGRAM_FAULT\]$/m)
    expect(said.includes('program-fault.test.ts')).toBe(hasPlace)
  },
)
