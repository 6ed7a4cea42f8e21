import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { reportFormats } from '../../src/output/report/format.ts'
import { shell } from '../cli/program.ts'

const page = readFileSync('docs/report.md', 'utf8')
const [first = '', second = ''] = Array.from(page.matchAll(/^```sh\n([^]*?)^```$/gm), match => match[1] ?? '')

let cwd: string
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'report-docs-'))
  for (const name of ['k8ssandra-relocate', 'testdata']) symlinkSync(resolve(name), join(cwd, name))
})
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

test('the first example leaves a page and the relocated stream', async () => {
  expect(await shell(first, cwd)).toMatchObject({ code: 0, stdout: '' })
  expect(readFileSync(join(cwd, 'report.html'), 'utf8')).toContain('<title>Relocation report</title>')
  expect(existsSync(join(cwd, 'relocated.yaml'))).toBe(true)
})

test('the second example prints one number twice: the lines of the difference, and those of the report', async () => {
  const { stdout } = await shell(second, cwd)
  const [inDifference, inReport, ...rest] = stdout.split('\n')
  expect(Number(inDifference)).toBeGreaterThan(20)
  expect(inReport).toBe(inDifference)
  expect(rest).toEqual([''])
})

test('every form is described', () => {
  const described = Array.from(page.matchAll(/^\| `(\.[a-z]+)` /gm), match => match[1])
  expect(described.toSorted()).toEqual(Object.keys(reportFormats).toSorted())
})
