import type { Problem } from '../../problem.ts'
import { trimSlashes } from '../../reference/slashes.ts'
import type { SourceTarget } from '../../rules/rule-config.ts'
import type { Field } from '../../yaml/field.ts'
import type { ForeignMapping, MappingFormat } from './mapping.ts'
import { readYamlText, type YamlText } from './yaml-text.ts'

/**
 * registries.yaml of K3s and RKE2: an endpoint for each registry, with rewrites of paths; `*` is every other registry.
 * `configs` is about connections and credentials: it is neither read nor quoted.
 * Source: https://docs.k3s.io/installation/private-registry
 */
export const registriesYaml: MappingFormat = {
  name: 'registries.yaml',
  title: 'registries.yaml of K3s and RKE2',
  isIt: text => /^mirrors:[ \t\r]*$/m.test(text) && /^ {1,40}(?:endpoint|rewrite):/m.test(text),
  parse(source, file): ForeignMapping {
    const text = readYamlText(source, file)
    const problems: Problem[] = [...text.problems]
    const mirrors: SourceTarget[] = []
    let registry: string | undefined
    for (const document of text.documents) {
      problems.push(...text.strangers(document, ['mirrors', 'configs', 'auths']))
      for (const [host, mirror] of document.get('mirrors')?.entries ?? []) {
        problems.push(...text.strangers(mirror, ['endpoint', 'rewrite']))
        const read = readMirror(host, mirror, text)
        problems.push(...read.problems)
        if (host === '*') registry = read.target ?? registry
        else mirrors.push(...read.mirrors)
      }
    }
    return { config: { mirrors, ...(registry === undefined ? {} : { registry }) }, problems }
  },
}

type Read = {
  readonly target?: string
  readonly mirrors: readonly SourceTarget[]
  readonly problems: readonly Problem[]
}

function readMirror(host: string, mirror: Field, { fault }: YamlText): Read {
  const endpoints = mirror.get('endpoint')?.items ?? []
  const rewrites = mirror.get('rewrite')?.entries ?? []
  const refuse = (field: Field | undefined, message: string, remedy: string): Read => ({
    mirrors: [],
    problems: [fault(field, `${host}: ${message}`, remedy)],
  })
  if (endpoints.length > 1)
    return refuse(endpoints[1], 'several endpoints to try in turn; a manifest names one', 'keep one of them')
  const target = endpoints[0] === undefined ? host : targetOf(endpoints[0].text ?? '')
  if (host === '*')
    return rewrites.length > 0
      ? refuse(rewrites[0]?.[1], 'a rewrite for every registry', 'write it below each registry')
      : { target, mirrors: [], problems: [] }
  const rewritten = rewrites.map(([pattern, value]) => ({
    value,
    prefix: prefixOf(pattern, value.text ?? ''),
  }))
  const problems = rewritten
    .filter(({ prefix }) => prefix === undefined)
    .map(({ value }) =>
      fault(
        value,
        `${host}: a rewrite that does not replace a prefix by a prefix`,
        'write it as "^old/(.*)": "new/$1"',
      ),
    )
  const ways = rewritten.flatMap(({ prefix }) => prefix ?? [])
  const mirrors = ways.map(({ from, to }) => ({ source: join(host, from), target: join(target, to) }))
  if (target !== host && !ways.some(({ from }) => from === '')) mirrors.push({ source: host, target })
  return { target, mirrors, problems }
}

/** An endpoint is a URL; the path of the API (`/v2`) is no part of a name. */
function targetOf(endpoint: string): string {
  return trimSlashes(endpoint.replace(/^https?:\/\//, '').replace(/\/v2(?=\/|$)/, ''))
}

/** `^old/(.*)$` to `new/$1` is one prefix for another; every other expression is none. */
function prefixOf(
  pattern: string,
  replacement: string,
): { readonly from: string; readonly to: string } | undefined {
  const from = /^\^?((?:[a-z0-9_-]|\\?\.|\/)*)\(\.[*+]\)\$?$/.exec(pattern)?.[1]
  const to = /^((?:[a-z0-9._-]|\/)*)\$\{?1\}?$/.exec(replacement)?.[1]
  if (from === undefined || to === undefined) return undefined
  const ends = (text: string): boolean => text === '' || text.endsWith('/')
  if (!ends(from) || !ends(to)) return undefined
  return { from: from.replaceAll('\\', '').replace(/\/$/, ''), to: to.replace(/\/$/, '') }
}

function join(host: string, path: string): string {
  return path === '' ? host : `${host}/${path}`
}
