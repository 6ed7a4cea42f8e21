import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isTree, type ValueTree } from '../../../output/values/any-chart/image-value.ts'
import { valuesOf, readYaml } from './chart-values.ts'

/** A chart that lies in a folder, unpacked if it came as an archive. */
export type ChartFolder = {
  readonly folder: string
  readonly name: string
  /** The values of the chart and all its subcharts, as Helm coalesces them. */
  readonly values: ValueTree
  /** Where the chart and its subcharts lie, by the path that Helm gives them below the chart, as in `charts/alias/`. */
  readonly folders: ReadonlyMap<string, string>
  /** Removes what was unpacked. */
  readonly remove: () => void
}

/**
 * Opens a chart.
 *
 * @throws Error when it cannot be read: no archive, no YAML, no Chart.yaml in it.
 */
export async function openChart(word: string, cwd: string): Promise<ChartFolder> {
  const scratch = mkdtempSync(join(tmpdir(), 'k8ssandra-relocate-chart-'))
  const remove = (): void => rmSync(scratch, { recursive: true, force: true })
  try {
    const path = resolve(cwd, word)
    const folder = statSync(path).isDirectory() ? path : await unpack(path, join(scratch, 'chart'))
    const folders = new Map<string, string>()
    const values = await valuesOf(folder, scratch, folders)
    return { folder, name: chartName(folder) ?? '', values, folders, remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** Unpacks an archive with one chart in it, and gives the folder of the chart. */
export async function unpack(archive: string, into: string): Promise<string> {
  const { mkdirSync } = await import('node:fs')
  const { extract } = await import('tar')
  mkdirSync(into, { recursive: true })
  extract({ file: archive, cwd: into, sync: true })
  const chart = readdirSync(into).find(name => existsSync(join(into, name, 'Chart.yaml')))
  if (chart === undefined) throw new Error('the archive holds no Chart.yaml')
  return join(into, chart)
}

/** The names under which a chart has its subcharts. */
export function aliasesOf(folder: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>()
  for (const file of ['Chart.yaml', 'requirements.yaml']) {
    if (!existsSync(join(folder, file))) continue
    const { dependencies } = readYaml(join(folder, file)) as { dependencies?: unknown }
    for (const dependency of Array.isArray(dependencies) ? (dependencies as unknown[]) : []) {
      if (!isTree(dependency) || typeof dependency['name'] !== 'string') continue
      const { name, alias } = dependency
      names.set(name, [...(names.get(name) ?? []), typeof alias === 'string' ? alias : name])
    }
  }
  return names
}

export function chartName(folder: string): string | undefined {
  const { name } = readYaml(join(folder, 'Chart.yaml'))
  return typeof name === 'string' ? name : undefined
}
