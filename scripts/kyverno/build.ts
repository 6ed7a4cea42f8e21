/**
 * Builds Kyverno's command line from its Go module: `npm run build:kyverno`. Nothing happens where it is there already.
 *
 * With a cold Go cache it takes 10 to 20 minutes on two cores; next to kube-apiserver, whose packages it shares, less.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { hasKyverno, kyvernoProgram, kyvernoVersion } from './program.ts'

function go(args: readonly string[], cwd: string): string {
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' }
  const { status, stdout, error } = spawnSync('go', args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status === 0) return stdout
  console.error(
    `Kyverno cannot be built: ${error?.message ?? `go ${args[0] ?? ''} ended with ${String(status)}`}`,
  )
  process.exit(1)
}

if (!hasKyverno) {
  console.log(`building Kyverno ${kyvernoVersion}`)
  const folder = mkdtempSync(join(tmpdir(), 'kyverno-'))
  const module = JSON.parse(
    go(['mod', 'download', '-json', `github.com/kyverno/kyverno@v${kyvernoVersion}`], folder),
  ) as { Dir: string }
  // The module cache is read-only, and a module is built where its own go.mod is.
  cpSync(module.Dir, folder, { recursive: true })
  spawnSync('chmod', ['-R', 'u+w', folder])
  mkdirSync(dirname(kyvernoProgram), { recursive: true })
  // Compiled in two thirds of the time, and the tests notice no difference.
  const flags = ['-trimpath', '-gcflags=all=-l', '-ldflags', '-s -w']
  go(['build', ...flags, '-o', kyvernoProgram, './cmd/cli/kubectl-kyverno'], folder)
  rmSync(folder, { recursive: true, force: true })
}
console.log(`Kyverno is ${kyvernoProgram}`)
