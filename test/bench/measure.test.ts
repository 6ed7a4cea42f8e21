import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from '@jest/globals'

import { runOnce, type Contender } from '../../bench/measure.ts'

const folder = mkdtempSync(join(tmpdir(), 'k8ssandra-relocate-measure-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const input = join(folder, 'input')
const output = join(folder, 'output')
writeFileSync(input, '')

const allocating = (megabytes: number): Contender => ({
  name: 'allocating',
  command: process.execPath,
  arguments: ['-e', `Buffer.alloc(${megabytes} * 1e6, 1); setTimeout(() => {}, 100)`],
})

const describeWithProc = existsSync('/proc/self/status') ? describe : describe.skip

describeWithProc('the memory of a process (needs /proc)', () => {
  const megabytesOf = async (contender: Contender) =>
    (await runOnce(contender, input, output, true)).megabytes

  test('is that of the program, not of the copy of this process before it starts', async () => {
    const ballast = Buffer.alloc(150e6, 1)
    const command = { name: 'sleep', command: 'sleep', arguments: ['0.1'] }
    expect(await megabytesOf(command)).toBeLessThan(10)
    expect(await megabytesOf(command)).toBeGreaterThan(0.4)
    expect(ballast).toHaveLength(150e6)
  })

  test('is the most it held', async () => {
    const [small = NaN, large = NaN] = [await megabytesOf(allocating(1)), await megabytesOf(allocating(200))]
    expect(large - small).toBeGreaterThan(180)
  })

  test('is not watched in a run that is timed', async () => {
    const { milliseconds, megabytes } = await runOnce(allocating(1), input, output)
    expect(milliseconds).toBeGreaterThan(0)
    expect(megabytes).toBeUndefined()
  })
})

test('a program that fails is an error with its words', async () => {
  const failing = {
    name: 'failing',
    command: process.execPath,
    arguments: ['-e', 'throw new Error("no room")'],
  }
  await expect(runOnce(failing, input, output)).rejects.toThrow(/failing ended with 1: [^]*no room/)
})
