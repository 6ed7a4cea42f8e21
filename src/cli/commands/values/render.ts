import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What Helm is called with, for every rendering of one chart. */
export type Rendering = {
  readonly helm: string
  readonly folder: string
  readonly valuesFiles: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** A folder for the overrides. */
  readonly scratch: string
}

/** More output than this, in bytes, is not a chart. */
const mostOutput = 1 << 29

/**
 * The manifests of the chart, hooks and CRDs included, with overrides (the text of a values file) or without; or, in
 * Helm's own words, why there are none.
 */
export function render(
  rendering: Rendering,
  overrides?: string,
): { readonly text: string } | { readonly fault: string } {
  const { helm, folder, valuesFiles, cwd, env, scratch } = rendering
  const file = join(scratch, 'overrides.yaml')
  if (overrides !== undefined) writeFileSync(file, overrides)
  const values = [...valuesFiles, ...(overrides === undefined ? [] : [file])].flatMap(name => [
    '--values',
    name,
  ])
  const args = ['template', 'release', folder, '--include-crds', ...values]
  const { status, stdout, stderr, error } = spawnSync(helm, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: mostOutput,
    timeout: 120_000,
  })
  if (status === 0) return { text: stdout }
  const lines = (error?.message ?? stderr).trim().split('\n')
  // Behind its reason Helm may say how to learn more.
  const fault = lines.find(line => line.startsWith('Error: '))?.slice('Error: '.length) ?? lines.at(-1)
  return { fault: fault ?? 'it failed' }
}
