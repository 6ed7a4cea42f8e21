import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { executable } from '../built.ts'
import type { Ran } from '../cli/program.ts'

/** What a command said, and how long it took, in milliseconds. */
export type Timed = Ran & { readonly took: number }

/** A folder that is home and working directory, in which the built program runs. */
export type Home = {
  readonly folder: string
  /** Writes a file and gives its path. */
  write(name: string, content: string): string
  /** Runs `k8ssandra-relocate` with these arguments. */
  run(
    args: readonly string[],
    options?: { readonly stdin?: string; readonly env?: Readonly<Record<string, string>> },
  ): Promise<Timed>
  remove(): void
}

export function makeHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-home-'))
  return {
    folder,
    write: (name, content) => {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    run: (args, { stdin = '', env = {} } = {}) =>
      new Promise(resolve => {
        const from = Date.now()
        const path = `${folder}:${process.env['PATH'] ?? ''}`
        const child = execFile(
          executable,
          args,
          { cwd: folder, env: { HOME: folder, PATH: path, ...env }, maxBuffer: 1 << 26 },
          (error, stdout, stderr) => {
            const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null
            resolve({ code, stdout, stderr, took: Date.now() - from })
          },
        )
        child.stdin?.on('error', () => undefined)
        child.stdin?.end(stdin)
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A pod with these images. */
export function podWith(
  images: readonly string[],
  { namespace = 'cassandra', account = 'web' } = {},
): string {
  const containers = images.map((image, index) => `  - {name: c${index}, image: "${image}"}\n`)
  return `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: ${namespace}}
spec:
  serviceAccountName: ${account}
  containers:
${containers.join('')}`
}

/** The value of a pull secret. */
export function dockerConfig(key: string, user = 'robot', password = 'correct horse'): string {
  return JSON.stringify({ auths: { [key]: { auth: Buffer.from(`${user}:${password}`).toString('base64') } } })
}
