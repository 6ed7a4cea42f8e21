import { describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { generatedFiles } from '../scripts/generated.ts'
import { commands } from '../src/cli/commands.ts'
import { flags } from '../src/cli/flags.ts'
import { program } from './cli/program.ts'

const page = 'man/k8ssandra-relocate.1'
const hasMandoc = spawnSync('mandoc', ['-V']).error === undefined

test.each(Object.keys(generatedFiles))('%s is what npm run docs writes', file => {
  expect(readFileSync(file, 'utf8')).toBe(generatedFiles[file]?.())
})

test('the published schema is what the program prints', async () => {
  const { stdout } = await program(['schema'])
  expect(readFileSync('schema/k8ssandra-relocate.schema.json', 'utf8')).toBe(stdout)
})

const suite = hasMandoc ? describe : describe.skip

suite(`the manual page${hasMandoc ? '' : ' (skipped: apt-get install mandoc)'}`, () => {
  test('is read by mandoc without a complaint but that it bears no date', () => {
    const { stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', page], { encoding: 'utf8' })
    expect(stdout.split('\n').filter(line => line !== '' && !line.includes('missing date'))).toEqual([])
  })

  test('shows every command, every flag and fields of the configuration, with hyphens that can be copied', () => {
    const { stdout } = spawnSync('mandoc', ['-T', 'ascii', '-O', 'width=200', page], { encoding: 'utf8' })
    const text = stdout.replaceAll(/.\u0008/g, '')
    const missing = [
      ...flags.map(flag => `--${flag.name}`),
      ...commands.map(({ name }) => `k8ssandra-relocate ${name}`),
      ...['registry', 'mirrors[].source', 'fieldSpecs[].parts.keys'],
    ].filter(words => !text.includes(words))
    expect(missing).toEqual([])
  })
})
