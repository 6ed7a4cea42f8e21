import { afterAll, expect, test } from '@jest/globals'
import { join } from 'node:path'

import { directoryWith, pod, removeDirectories } from '../cli/program.ts'
import { describeWithPython } from '../python.ts'
import { measured } from './child.ts'

afterAll(removeDirectories)

const head = 'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\nregistry: r.example/m\n'
const megabyte = 1_000_000

function rows(count: number, row: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => row(index)).join('')
}

/** Files of settings made to hurt whoever reads them. */
const files: Readonly<Record<string, string>> = {
  'an alias bomb': `${head}a0: &a0 [a]\n${rows(30, level => `a${level + 1}: &a${level + 1} [${rows(10, () => `*a${level}, `)}]\n`)}exclude: *a30\n`,
  '100 000 anchors and aliases': `${head}${rows(100_000, index => `x${index}: &a${index} b\n`)}exclude: [${rows(100_000, index => `*a${index}, `)}]\n`,
  '1 000 000 brackets': `${head}exclude: ${'['.repeat(megabyte)}`,
  '5 000 levels of mappings': head + rows(5_000, level => `${' '.repeat(level)}a:\n`),
  '1 000 000 items in a list without an end': `${head}exclude: [${'a,'.repeat(megabyte)}`,
  '1 000 000 anchors of one value': `${head}exclude: ${'&a '.repeat(megabyte)}`,
  '100 000 unknown keys': head + rows(100_000, index => `x${index}: b\n`),
  '100 000 times the same key': head + 'exclude: [a]\n'.repeat(100_000),
  '8 MB of comments': head + '# x\n'.repeat(2 * megabyte),
  '2 MB of tabs': `${head}exclude:${'\t'.repeat(2 * megabyte)}a\n`,
  '100 000 documents': head + '---\n'.repeat(100_000),
  'a NUL': `${head}exclude: ["a\0b"]\n`,
  'control characters': `${head}exclude: ["\\e[31m\\u202e"]\n"\\e[31m\\u202e": x\n`,
  'tables of TOML in one another': '[['.repeat(megabyte),
}

const options = ['--config', '--values', '--mapping', '--known', '--lock', '--crds']

describeWithPython('settings are read or refused within 5 seconds and 600 MB, never killed', () => {
  test.each(Object.entries(files))(
    '%s',
    async (_, text) => {
      const file = join(directoryWith({ 'settings.yaml': text }), 'settings.yaml')
      const commands = options.map(option => [option, file, '--registry=r.example/m'])
      for (const { code, said, seconds, megabytes } of await measured([pod], ...commands)) {
        expect([0, 2]).toContain(code)
        expect(said).not.toContain('PROGRAM_FAULT')
        expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
        expect(seconds).toBeLessThan(5)
        expect(megabytes).toBeLessThan(600)
      }
    },
    120_000,
  )
})
