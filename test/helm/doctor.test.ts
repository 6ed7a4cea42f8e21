import { afterEach, expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { chart, executable, makeHelm, runProgram, type Helm } from './helm.ts'
import { describeEachHelm, nameOf } from './versions.ts'
import { pinnedHelm, type HelmVersion } from './binaries.ts'

let helms: Helm[] = []
let search: string | undefined
afterEach(() => {
  for (const helm of helms) helm.remove()
  helms = []
  if (search !== undefined) rmSync(search, { recursive: true })
})

/** The doctor with these Helms on its search path, under these names, and the plugins of one of them. */
async function doctor(names: Readonly<Record<string, Helm>>, plugins: Helm) {
  search = mkdtempSync(join(tmpdir(), 'relocate-path-'))
  mkdirSync(search, { recursive: true })
  for (const [name, { binary }] of Object.entries(names)) symlinkSync(binary, join(search, name))
  const env = { ...plugins.env, PATH: `${search}:${dirname(process.execPath)}:/usr/bin:/bin` }
  return runProgram(executable, ['doctor', '--registry=registry.internal:5000/m'], env)
}

async function make(version: HelmVersion): Promise<Helm> {
  const helm = await makeHelm(version)
  helms.push(helm)
  return helm
}

/** The command that the doctor printed, with our chart, and `template` so that no cluster is needed. */
function commandIn(stdout: string): readonly string[] {
  const command = stdout.slice(stdout.indexOf('helm install')).replaceAll('\\\n', ' ').trim()
  const words = command.split(/\s+/).map(word => word.replace(/^'(.*)'$/, '$1'))
  return ['template', 'small', chart, ...words.slice(4)]
}

describeEachHelm('with Helm %s', version => {
  test('no fault is found, and the command it prints relocates', async () => {
    const helm = await make(version)
    const { status, stdout } = await doctor({ helm }, helm)
    expect(stdout).toContain(`${nameOf(version)} at`)
    expect(status).toBe(0)
    const run = await helm.run(...commandIn(stdout))
    expect(run.status).toBe(0)
    expect(run.stdout).toContain('registry.internal:5000/m/')
  }, 300_000)
})

test('Helm 3 over the plugins of Helm 4 is reported as broken, and it is', async () => {
  const [three, four] = [await make(pinnedHelm[3]), await make(pinnedHelm[4])]
  const { status, stdout } = await doctor({ helm: four, helm3: three }, four)
  expect(status).toBe(1)
  expect(stdout).toContain('Helm 3')
  expect(stdout).toContain('loads no plugin at all')
  const listed = await runProgram(three.binary, ['plugin', 'list'], four.env)
  expect(listed.stdout + listed.stderr).toContain('unknown field "apiVersion"')
}, 300_000)
