import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { executable } from '../built.ts'

const page = 'docs/troubleshooting.md'
const podOf = (...images: readonly string[]) =>
  `kind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n${images.map(image => `  - image: ${image}\n`).join('')}`

/** Runs that go wrong in the ways that the page explains, with their exit codes. */
const runs: readonly (readonly [code: number, args: readonly string[], stdin: string])[] = [
  [1, ['--registry', 'r.internal'], ''],
  [2, [], podOf('nginx')],
  [3, ['--mirror', 'quay.io=r.internal'], podOf('nginx')],
  [3, ['--registry', 'r.internal', '--layout', 'flatten'], podOf('nginx:1', 'quay.io/team/nginx:1')],
  [3, ['verify', '--registry', 'r.internal'], podOf('nginx')],
  [2, ['images', '--timeout', '5s', '--registry', 'r.internal'], podOf('nginx')],
  [2, ['--config', 'undecided.yaml'], podOf('nginx')],
  [0, ['--registry', 'r.internal'], `${podOf('nginx')}---\nkind: Press\nspec:\n  toolImage: tower\n`],
]

test('every message that the page explains is what the program says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'troubleshooting-'))
  const call = (args: readonly string[], input: string) =>
    spawnSync(executable, args, { cwd: folder, input, encoding: 'utf8' })
  writeFileSync(join(folder, 'undecided.yaml'), call(['init'], podOf('nginx')).stdout)
  const said = runs.map(([code, args, input]) => {
    const { status, stderr } = call(args, input)
    expect({ args, status, stderr }).toMatchObject({ args, status: code })
    return stderr
  })
  rmSync(folder, { recursive: true })
  const [, ofProgram = ''] = readFileSync(page, 'utf8').split('## The program says …')
  const quoted = Array.from(ofProgram.matchAll(/^`([^`]+)` \(/gm), ([, text = '']) => text)
  expect(quoted.length).toBeGreaterThan(4)
  const parts = [...quoted, 'nothing came in on standard input'].map(text =>
    text.split('…').map(part => part.trim()),
  )
  expect(parts.filter(all => !said.some(text => all.every(part => text.includes(part))))).toEqual([])
})
