import { parse, stringify } from 'yaml'
import type { Edit } from '../../edit/edit.ts'
import { severityOf, type Place, type Problem } from '../../problem.ts'
import { formatReference } from '../../reference/reference.ts'
import type { Result } from '../../relocate.ts'
import type { Field } from '../../yaml/field.ts'
import type { ResourceList } from './resource-list.ts'

/** The severities of the specification of functions, for ours. */
const severities = {
  input: 'error',
  usage: 'error',
  policy: 'error',
  warning: 'warning',
  note: 'info',
} as const

/** Keys of the annotations that say which file an object came from, the present ones first. */
const annotations = ['internal.config.kubernetes.io', 'config.kubernetes.io'] as const

/** The results of a function. */
type KrmResult = {
  readonly message: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly resourceRef?: {
    readonly apiVersion: string
    readonly kind: string
    readonly name: string
    readonly namespace?: string
  }
  readonly field?: { readonly path: string; readonly currentValue?: string; readonly proposedValue?: string }
  readonly file?: { readonly path: string; readonly index?: number }
}

/** The edit that leaves the results of a run in its list: each relocated image, and each problem. */
export function resultsEdit(
  list: ResourceList,
  changes: Result['changes'],
  problems: readonly Problem[],
): Edit | undefined {
  const results = [
    ...changes.map(change => changed(list, change)),
    ...problems.map(problem => found(list, problem)),
  ]
  const { mapping } = list.root
  if (results.length === 0 || mapping === undefined) return undefined
  const earlier = list.root.get('results')
  if (earlier !== undefined) {
    const { start, end } = earlier.node
    const present: unknown = parse(list.source.slice(start, end))
    const text = JSON.stringify([...(Array.isArray(present) ? (present as unknown[]) : []), ...results])
    return { start, end, text: ` ${text}` }
  }
  if (mapping.flow) {
    const start = mapping.start + 1
    return { start, end: start, text: `"results": ${JSON.stringify(results)}, ` }
  }
  // Behind everything of the list, which ends where its document does: blank lines may be a part of a text at its end.
  const rest = /^(?:---|\.\.\.)(?=\s|$)/m.exec(list.source.slice(mapping.end))
  const end = rest === null ? list.source.length : mapping.end + rest.index
  const lineBreak = list.source.slice(0, end).endsWith('\n') ? '' : '\n'
  return { start: end, end, text: `${lineBreak}${stringify({ results }, { lineWidth: 0 })}` }
}

function changed(list: ResourceList, { written, target, place }: Result['changes'][number]): KrmResult {
  const proposedValue = formatReference(target)
  const about = aboutOf(list, place)
  return {
    message: `relocated ${written} to ${proposedValue}`,
    severity: 'info',
    ...about,
    ...(about.field === undefined ? {} : { field: { ...about.field, currentValue: written, proposedValue } }),
  }
}

function found(list: ResourceList, problem: Problem): KrmResult {
  const { code, message, remedy, place, accepted } = problem
  const severity = accepted === undefined ? severities[severityOf(problem)] : 'info'
  const about = aboutOf(list, place)
  // What is about no item has no field of the specification for its place.
  const where = about.resourceRef === undefined ? (place?.file ?? place?.path) : undefined
  const prefix = where === undefined ? '' : `${where}: `
  return { message: `${prefix}${message}; ${remedy} [${code}]`, severity, ...about }
}

/** The object, field and file that a place of the list means. */
function aboutOf(
  { root }: ResourceList,
  place: Place | undefined,
): Pick<KrmResult, 'resourceRef' | 'field' | 'file'> {
  const [, index, path] = /^items\[(\d+)\]\/?(.*)$/s.exec(place?.path ?? '') ?? []
  const item = index === undefined ? undefined : root.get('items')?.item(Number(index))
  if (item === undefined) return {}
  const textAt = (...keys: readonly string[]): string | undefined =>
    keys.reduce<Field | undefined>((field, key) => field?.get(key), item)?.text
  const namespace = textAt('metadata', 'namespace')
  const file = annotations
    .map(group => textAt('metadata', 'annotations', `${group}/path`))
    .find(name => name !== undefined)
  const number = annotations
    .map(group => textAt('metadata', 'annotations', `${group}/index`))
    .find(text => text !== undefined)
  return {
    resourceRef: {
      apiVersion: textAt('apiVersion') ?? '',
      kind: textAt('kind') ?? '',
      name: textAt('metadata', 'name') ?? '',
      ...(namespace === undefined ? {} : { namespace }),
    },
    ...(path === undefined || path === ''
      ? {}
      : { field: { path: path.replaceAll(/(?<!\\)\//g, '.').replaceAll('\\/', '/') } }),
    ...(file === undefined
      ? {}
      : { file: { path: file, ...(/^\d+$/.test(number ?? '') ? { index: Number(number) } : {}) } }),
  }
}
