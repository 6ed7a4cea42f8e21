import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { isTree, type ValueTree } from '../../../output/values/any-chart/image-value.ts'

/** A chart that lies in a folder, unpacked if it came as an archive. */
export type ChartFolder = {
  readonly folder: string
  readonly name: string
  /** The values of the chart and all its subcharts, as Helm coalesces them. */
  readonly values: ValueTree
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
    return { folder, name: chartName(folder) ?? '', values: await valuesOf(folder, scratch), remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** Unpacks an archive with one chart in it, and gives the folder of the chart. */
async function unpack(archive: string, into: string): Promise<string> {
  const { mkdirSync } = await import('node:fs')
  const { extract } = await import('tar')
  mkdirSync(into, { recursive: true })
  extract({ file: archive, cwd: into, sync: true })
  const chart = readdirSync(into).find(name => existsSync(join(into, name, 'Chart.yaml')))
  if (chart === undefined) throw new Error('the archive holds no Chart.yaml')
  return join(into, chart)
}

/** Defaults of a chart, its subcharts' below their names (or aliases); what the parent says of them counts. */
async function valuesOf(folder: string, scratch: string): Promise<ValueTree> {
  const own = existsSync(join(folder, 'values.yaml')) ? readYaml(join(folder, 'values.yaml')) : {}
  const below: Record<string, unknown> = {}
  const aliases = aliasesOf(folder)
  const charts = join(folder, 'charts')
  for (const entry of existsSync(charts) ? readdirSync(charts).sort() : []) {
    const path = join(charts, entry)
    if (lstatSync(path).isSymbolicLink()) continue
    const isArchive = entry.endsWith('.tgz')
    if (!isArchive && !existsSync(join(path, 'Chart.yaml'))) continue
    const chart = isArchive ? await unpack(path, join(mkdtempSync(join(scratch, 'sub-')), 'chart')) : path
    const name = chartName(chart) ?? entry
    const values = await valuesOf(chart, scratch)
    for (const alias of aliases.get(name) ?? [name]) below[alias] = values
  }
  return merge(below, own)
}

/** The names under which a chart has its subcharts. */
function aliasesOf(folder: string): ReadonlyMap<string, readonly string[]> {
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

function chartName(folder: string): string | undefined {
  const { name } = readYaml(join(folder, 'Chart.yaml'))
  return typeof name === 'string' ? name : undefined
}

function merge(weaker: ValueTree, stronger: ValueTree): ValueTree {
  const merged: Record<string, unknown> = { ...weaker }
  for (const [key, value] of Object.entries(stronger)) {
    const before = merged[key]
    merged[key] = isTree(before) && isTree(value) ? merge(before, value) : value
  }
  return merged
}

function readYaml(file: string): ValueTree {
  const value: unknown = parse(readFileSync(file, 'utf8'), { merge: true, logLevel: 'error' })
  return isTree(value) ? value : {}
}

/** Values files on top of the chart's own, the later ones first in rank. */
export function withValuesFiles(values: ValueTree, files: readonly string[], cwd: string): ValueTree {
  return files.reduce<ValueTree>((merged, file) => merge(merged, readYaml(resolve(cwd, file))), values)
}
