import { existsSync, readdirSync, lstatSync, mkdtempSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { type ValueTree, isTree } from '../../../output/values/any-chart/image-value.ts'
import { aliasesOf, unpack, chartName } from './chart-folder.ts'

/** Defaults of a chart, its subcharts' below their names (or aliases); values of the parent win. */
export async function valuesOf(folder: string, scratch: string): Promise<ValueTree> {
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

function merge(weaker: ValueTree, stronger: ValueTree): ValueTree {
  const merged: Record<string, unknown> = { ...weaker }
  for (const [key, value] of Object.entries(stronger)) {
    const before = merged[key]
    merged[key] = isTree(before) && isTree(value) ? merge(before, value) : value
  }
  return merged
}

export function readYaml(file: string): ValueTree {
  const value: unknown = parse(readFileSync(file, 'utf8'), { merge: true, logLevel: 'error' })
  return isTree(value) ? value : {}
}

/** Values files on top of the chart's own, the later ones first in rank. */
export function withValuesFiles(values: ValueTree, files: readonly string[], cwd: string): ValueTree {
  return files.reduce<ValueTree>((merged, file) => merge(merged, readYaml(resolve(cwd, file))), values)
}
