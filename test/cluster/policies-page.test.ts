import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { executable } from '../built.ts'
import { blocksOf } from '../docs/block.ts'
import { helmBinary, pinnedHelm } from '../helm/binaries.ts'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'
import { kubeOf, makeNamespace } from './kube.ts'

const suite = isAvailable ? describe : describe.skip
const page = 'docs/policies.md'

suite(isAvailable ? page : `${page} (${whyNot})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-page-'))
  let server: ApiServer

  beforeAll(async () => {
    server = await startApiServer({
      features: ['MutatingAdmissionPolicy'],
      apis: ['admissionregistration.k8s.io/v1beta1'],
    })
    // Controllers make the account of a namespace; there are none here.
    await makeNamespace(kubeOf(server), 'demo')
    const helm = await helmBinary(pinnedHelm[4])
    mkdirSync(join(folder, 'bin'))
    symlinkSync(executable, join(folder, 'bin/k8ssandra-relocate'))
    symlinkSync(helm, join(folder, 'bin/helm'))
    symlinkSync(join(dirname(helm), 'kubectl'), join(folder, 'bin/kubectl'))
    cpSync('testdata/charts/k8ssandra-small', join(folder, 'chart'), { recursive: true })
    expect(await run('helm template demo chart > rendered.yaml')).toMatchObject({ status: 0 })
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('leads a new user to a pod at the private registry with its secret, command by command', async () => {
    const blocks = blocksOf(readFileSync(page, 'utf8')).filter(({ language }) => language === 'sh')
    expect(blocks.length).toBeGreaterThan(6)
    for (const { text, line, shown } of blocks) {
      const { status, stdout, stderr } = await run(text)
      expect({ at: `${page}:${line}`, status, stderr: status === 0 ? '' : stderr }).toEqual({
        at: `${page}:${line}`,
        status: 0,
        stderr: '',
      })
      if (shown !== undefined) expect(stdout).toBe(shown)
    }
  })

  function run(script: string): Promise<{ status: number | null; stdout: string; stderr: string }> {
    const env = {
      PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: folder,
      KUBECONFIG: server.kubeconfig,
    }
    const child = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (part: Buffer) => (stdout += part.toString()))
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()))
    return new Promise(resolve => child.once('close', status => resolve({ status, stdout, stderr })))
  }
})
