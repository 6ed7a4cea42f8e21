import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A document as Kubernetes decodes it, or why it refuses it. */
export type Decoded = { readonly value?: unknown; readonly error?: string }

/** What Kubernetes itself reads from a stream. */
export type Kubernetes = {
  decode(stream: string): Promise<readonly Decoded[]>
  stop(): void
}

const folder = join('test', 'kubernetes-yaml')
const go = ['go', '/usr/local/go/bin/go'].find(name => spawnSync(name, ['version']).status === 0)

export const isAvailable = go !== undefined
export const whyNot = 'needs Go: the program in test/kubernetes-yaml says what Kubernetes decodes'

/** One process that answers in order; asking many at once is fine. Builds the program when its source is new. */
export function startKubernetes(): Kubernetes {
  const child = spawn(builtProgram(), ['serve'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: ((documents: readonly Decoded[]) => void)[] = []
  createInterface({ input: child.stdout }).on('line', line => {
    const { documents } = JSON.parse(line) as { documents: readonly Decoded[] }
    waiting.shift()?.(documents)
  })
  return {
    decode: stream =>
      new Promise((resolve, reject) => {
        if (hasEnded(child)) reject(new Error('the program that decodes has ended'))
        waiting.push(resolve)
        child.stdin.write(`${JSON.stringify({ stream })}\n`)
      }),
    stop: () => child.stdin.end(),
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Built once for each state of its source, into the cache. */
function builtProgram(): string {
  const hash = createHash('sha256')
  for (const name of ['main.go', 'go.mod', 'go.sum']) hash.update(readFileSync(join(folder, name)))
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'k8ssandra-relocate')
  const program = join(cache, `kubernetes-yaml-${hash.digest('hex').slice(0, 16)}`)
  if (existsSync(program)) return program
  mkdirSync(cache, { recursive: true })
  const scratch = `${program}.${process.pid}`
  const args = ['build', '-trimpath', '-o', scratch, '.']
  const { status, stderr } = spawnSync(go ?? 'go', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' },
  })
  if (status !== 0) throw new Error(`test/kubernetes-yaml cannot be built: ${stderr}`)
  renameSync(scratch, program)
  return program
}
