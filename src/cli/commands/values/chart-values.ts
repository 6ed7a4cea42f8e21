import { existsSync, readdirSync, lstatSync, mkdtempSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import type { Problem } from '../../../problem.ts'
import { printable } from '../../../reference/quote.ts'
import { type ValueTree, isTree } from '../../../output/values/any-chart/image-value.ts'
import { aliasesOf, unpack, chartName } from './chart-folder.ts'

/**
 * Defaults of a chart, its subcharts' below their names (or aliases); values of the parent win. `folders` gets where each lies,
 * by its path below the chart.
 */
export async function valuesOf(
  folder: string,
  scratch: string,
  folders: Map<string, string>,
  prefix = '',
): Promise<ValueTree> {
  folders.set(prefix, folder)
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
    for (const alias of aliases.get(name) ?? [name])
      below[alias] = await valuesOf(chart, scratch, folders, `${prefix}charts/${alias}/`)
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

/** A file as Helm reads it: YAML 1.1 (`yes` is true, `0755` is octal), where the last of two equal keys counts and dates are texts. */
export function readYaml(file: string): ValueTree {
  const value: unknown = parse(readFileSync(file, 'utf8'), {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    logLevel: 'error',
    customTags: tags => tags.filter(tag => typeof tag === 'string' || !isNoTagOfHelm(tag)),
  })
  return isTree(value) ? value : {}
}

/** Values files on top of the chart's own, the later ones first in rank; or what is wrong with one. */
export function withValuesFiles(
  values: ValueTree,
  files: readonly string[],
  cwd: string,
): { readonly values: ValueTree } | { readonly problem: Problem } {
  let merged = values
  for (const file of files)
    try {
      merged = merge(merged, readYaml(resolve(cwd, file)))
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
      return {
        problem: {
          code: 'CONFIG_UNREADABLE',
          message: `the values file cannot be read: ${printable(reason ?? '')}`,
          remedy: 'name a file in YAML, which both Helm and this program read',
          place: { file },
        },
      }
    }
  return { values: merged }
}

/** Dates, and numbers to the base of 60: YAML 1.1 has them, Helm's reader has not. */
function isNoTagOfHelm({ tag, format }: { readonly tag: string; readonly format?: string }): boolean {
  return tag.endsWith(':timestamp') || format === 'TIME'
}
