import { builtInFieldSpecs } from '../../../knowledge/fieldspecs/index.ts'
import {
  anyImage,
  type FieldSpec,
  type PartName,
  type ShapeName,
} from '../../../knowledge/fieldspecs/fieldspec.ts'
import { workloadGroups } from '../../../knowledge/fieldspecs/kubernetes.ts'
import { schemePattern } from '../../../reference/scheme.ts'
import { parsePath, type Segment } from '../../../yaml/path.ts'
import { celString } from './cel.ts'

/** The rows of one API group that a policy can read, by kind. */
export type GroupRows = { readonly group: string; readonly kinds: ReadonlyMap<string, readonly FieldSpec[]> }

/** Built-in rows of custom resources, and all rows of the user, as far as expressions can read their shape. */
export function groupsOfRows(own: readonly FieldSpec[]): readonly GroupRows[] {
  const rows = [
    ...builtInFieldSpecs.filter(({ group }) => group !== '' && !workloadGroups.has(group)),
    ...own,
  ].filter(isReadable)
  const groups = new Map<string, Map<string, FieldSpec[]>>()
  for (const row of rows) {
    const kinds = groups.get(row.group) ?? new Map<string, FieldSpec[]>()
    groups.set(row.group, kinds)
    kinds.set(row.kind, [...(kinds.get(row.kind) ?? []), row])
  }
  return [...groups].map(([group, kinds]) => ({ group, kinds }))
}

/** Whether an expression can say which images are in a field of this row. */
export function isReadable({ shape }: FieldSpec): boolean {
  return readers[shape] !== undefined
}

/** An expression for the list of the images of an object (`object`, `oldObject`) by the rows of its kind. */
export function imagesOfKinds(kinds: GroupRows['kinds'], root: string): string {
  const lists = [...kinds].map(([kind, rows]) => {
    const texts = rows.map(row => textOf(row, root))
    return `${root}.kind == ${celString(kind)} ? [\n  ${texts.join(',\n  ')}\n] : `
  })
  return `(${lists.join('')}['']).join('\\n').split('\\n').filter(i, i != '')`
}

/** How the images of a field are read, as one text with a line for each; absent for what expressions cannot read. */
const readers: Readonly<Partial<Record<ShapeName, (at: string, row: FieldSpec) => string>>> = {
  reference: withoutScheme,
  repository: withoutScheme,
  registry: (at, { example = anyImage }) => {
    const registry = `${withoutScheme(`string(${at}).trim()`)}.find(r'^.*[^/]')`
    return `(!${registry}.contains('//') && ${registry}.matches(r'^(?:[^/]*[.:A-Z]|localhost(?:/|$))') ? ${registry} + ${celString(`/${example}`)} : '')`
  },
  'image-parts': imageParts,
  containers: at => eachImage(at, 'image'),
  volumes: at => eachImage(at, 'image.reference'),
  'pod-spec': at =>
    `[${['containers', 'initContainers', 'ephemeralContainers']
      .map(key => within(at, key, 'list', found => eachImage(found, 'image')))
      .concat(within(at, 'volumes', 'list', found => eachImage(found, 'image.reference')))
      .join(', ')}].join('\\n')`,
}

const types: Readonly<Record<ShapeName, string | undefined>> = {
  reference: 'string',
  repository: 'string',
  registry: 'string',
  'image-parts': 'map',
  containers: 'list',
  volumes: 'list',
  'pod-spec': 'map',
  text: undefined,
  'pull-secrets': undefined,
  'embedded-manifest': undefined,
  'image-config': undefined,
}

function textOf(row: FieldSpec, root: string): string {
  const read = readers[row.shape] ?? (() => "''")
  return follow(root, parsePath(row.path), types[row.shape] ?? 'string', 0, at => read(at, row))
}

/** Goes along a path; what is missing, or is of another type than the path wants, has no images. */
function follow(
  at: string,
  [step, ...rest]: readonly Segment[],
  type: string,
  depth: number,
  read: (at: string) => string,
): string {
  if (step === undefined) return read(at)
  const next = rest[0]
  const expected = next === undefined ? type : next === 'every-item' ? 'list' : 'map'
  const item = `x${depth}`
  switch (step) {
    case 'every-item':
      return `${at}.filter(${item}, type(${item}) == ${expected}).map(${item}, ${follow(item, rest, type, depth + 1, read)}).join('\\n')`
    case 'every-key': {
      const value = `${at}[${item}]`
      return `${at}.filter(${item}, type(${value}) == ${expected}).map(${item}, ${follow(value, rest, type, depth + 1, read)}).join('\\n')`
    }
    default:
      return within(at, step.key, expected, found => follow(found, rest, type, depth, read))
  }
}

function within(at: string, key: string, type: string, read: (at: string) => string): string {
  const [isThere, found] = fieldOf(at, key)
  return `(${isThere} && type(${found}) == ${type} ? ${read(found)} : '')`
}

/** Words of the language, which no field selection may be. */
const reserved =
  /^(?:true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)$/

function fieldOf(at: string, key: string): readonly [isThere: string, found: string] {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !reserved.test(key)
    ? [`has(${at}.${key})`, `${at}.${key}`]
    : [`${celString(key)} in ${at}`, `${at}[${celString(key)}]`]
}

/** A scheme in front of an image stays. */
function withoutScheme(at: string): string {
  return `(string(${at}).matches(r'${schemePattern}') ? string(${at}).substring(string(${at}).indexOf('://') + 3) : string(${at}))`
}

function eachImage(at: string, key: string): string {
  const [first = '', second] = key.split('.')
  const image = `c.${key}`
  const isThere =
    second === undefined ? `has(c.${first})` : `has(c.${first}) && type(c.${first}) == map && has(${image})`
  return `${at}.filter(c, type(c) == map && ${isThere} && type(${image}) == string).map(c, string(${image})).join('\\n')`
}

/**
 * Parts as `image-parts` reads them: what is missing is what the operator fills in, a tag may be a digest, and a digest may
 * lack its algorithm.
 */
function imageParts(at: string, { parts = {} }: FieldSpec): string {
  const ownOr = (part: PartName, otherwise: string): string => {
    const [isThere, found] = fieldOf(at, parts.keys?.[part] ?? part)
    return `(${isThere} && type(${found}) == string ? string(${found}) : ${otherwise})`
  }
  const own = (part: PartName, otherwise: string): string => ownOr(part, celString(otherwise))
  const registry =
    parts.hasRegistry === false
      ? []
      : [own('registry', parts.registry ?? (parts.hasRegistry === true ? 'docker.io' : ''))]
  const ownName = own('name', parts.name ?? '')
  const name = parts.hasName === false ? [] : [ownName]
  const repository = own('repository', parts.repository ?? '')
  const path = [...registry, repository, ...name].join(', ')
  const needed = [
    ...(parts.repository === undefined ? [repository] : []),
    ...(parts.name === undefined ? name : []),
  ]
  const digest = own('digest', '')
  const last = name.length === 0 ? repository : `(${ownName} != '' ? ${ownName} : ${repository})`
  const isVersioned = `(${digest} != '' || ${last}.matches(r'[:@][^/]*$'))`
  const tag =
    parts.tag === undefined ? own('tag', '') : ownOr('tag', `(${isVersioned} ? '' : ${celString(parts.tag)})`)
  const isComplete = needed.length === 0 ? 'true' : `[${needed.join(', ')}].all(p, p != '')`
  const isWhole = `[${[repository, tag, digest].join(', ')}].all(p, p == '') && ${ownName}.matches(r'[/:@]')`
  const isImage = parts.nameIsWhole === true ? `(${isComplete} || ${isWhole})` : isComplete
  return `(${isImage} ? [${path}].filter(p, p != '').join('/') +
    [${tag}].filter(p, p != '').map(p, (p.startsWith('sha256:') ? '@' : ':') + p).join('') +
    [${digest}].filter(p, p != '').map(p, (p.matches(r'^[0-9a-f]{64}$') ? '@sha256:' : '@') + p).join('') : '')`
}
