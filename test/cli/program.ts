import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable, Writable } from 'node:stream'

import { run } from '../../src/cli/run.ts'
import { executable } from '../built.ts'

/** What a run left after. */
export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

export type Given = {
  readonly stdin?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Whether standard input is a terminal. */
  readonly isTerminal?: boolean
  /** The command that starts the program again. */
  readonly self?: readonly string[]
}

export const pod = 'kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - image: nginx # web\n'
export const relocatedPod = pod.replace('nginx', 'registry.internal/m/library/nginx')
/** The deployment of an operator, with another document to follow. */
export const operator = (name: string, version: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec: {template: {spec: {containers: [{name: manager, image: "k8ssandra/${name}:v${version}"}]}}}
---
`
export const registry = '--registry=registry.internal/m'
export const configHead = 'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\n'

/** Runs the program inside this process, on streams in memory. */
export async function program(argv: readonly string[], given: Given = {}): Promise<Ran> {
  const stdout = new Memory()
  const stderr = new Memory()
  const stdin = Object.assign(Readable.from([Buffer.from(given.stdin ?? pod)]), {
    isTTY: given.isTerminal === true,
  })
  const code = await run({
    argv,
    stdin,
    stdout,
    stderr,
    env: given.env ?? {},
    cwd: given.cwd ?? emptyDirectory,
    ...(given.self === undefined ? {} : { self: given.self }),
  })
  return { code, stdout: stdout.text, stderr: stderr.text }
}

class Memory extends Writable {
  text = ''
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

/** Runs a command line of the shell; `$RELOCATE` is the executable. */
export function shell(script: string, cwd: string, stdin: 'ignore' | 'pipe' = 'ignore'): Promise<Ran> {
  const env = { ...process.env, RELOCATE: executable, TERM: 'xterm', NO_COLOR: undefined }
  const child = spawn('bash', ['-c', script], { cwd, env, stdio: [stdin, 'pipe', 'pipe'] })
  const text = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()))
  return new Promise(done => child.on('close', code => done({ code, ...text })))
}

const made: string[] = []

/** A directory of its own with these files in it. */
export function directoryWith(files: Readonly<Record<string, string | Buffer>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'relocate-cli-'))
  made.push(directory)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), content)
  }
  return directory
}

/** To be called when the tests of a file are over. */
export function removeDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true })
}

const emptyDirectory = directoryWith({})
