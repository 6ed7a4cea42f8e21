import type { Problem } from '../../problem.ts'
import { isHost } from '../../reference/host.ts'
import { trimSlashes } from '../../reference/slashes.ts'
import { maskRule } from '../../reference/user-info.ts'
import type { Field } from '../../yaml/field.ts'
import type { MappedRule, MappedRules, MappingFormat } from './mapping.ts'
import { readYamlText, yamlDocuments, type YamlText } from './yaml-text.ts'

/**
 * registries.yaml of K3s and RKE2: an endpoint for each registry, with rewrites of paths; `*` is every other registry.
 * `configs` is about connections and credentials: it is neither read nor quoted.
 * Source: https://docs.k3s.io/installation/private-registry
 */
export const registriesYaml: MappingFormat = {
  name: 'registries.yaml',
  title: 'registries.yaml of K3s and RKE2',
  isIt: text =>
    yamlDocuments(text)?.some(isRegistries) ??
    (/^mirrors:[ \t\r]*$/m.test(text) && /^ {1,40}(?:endpoint|rewrite):/m.test(text)),
  parse(source, file): MappedRules {
    const text = readYamlText(source, file)
    const problems: Problem[] = [...text.problems]
    const rules: MappedRule[] = []
    for (const document of text.documents) {
      const mirrors = document.get('mirrors')
      problems.push(...text.strangers(document, ['mirrors', 'configs', 'auths']))
      problems.push(...text.unless(mirrors, 'mapping'))
      const entries = mirrors?.entries ?? []
      const hasRest = entries.some(([host, mirror]) => host === '*' && mirror.get('endpoint') !== undefined)
      for (const [host, mirror] of entries) {
        const faults = formFaults(host, mirror, text)
        const read =
          faults.length > 0 ? { rules: [], problems: faults } : readMirror(host, mirror, text, hasRest)
        problems.push(...read.problems)
        rules.push(...read.rules)
      }
    }
    return { rules, problems }
  },
}

/** K3s takes nothing else at the top; `kind` makes it an object of Kubernetes. */
function isRegistries(document: Field): boolean {
  if (document.get('kind') !== undefined) return false
  const mirrors = document.get('mirrors')
  const isOurs = mirrors !== undefined && (mirrors.mapping !== undefined || mirrors.isNull)
  return (
    isOurs ||
    document.get('configs')?.entries.some(([, config]) => config.get('auth') ?? config.get('tls')) === true
  )
}

function formFaults(host: string, mirror: Field, { strangers, unless, fault }: YamlText): readonly Problem[] {
  const [endpoint, rewrite] = [mirror.get('endpoint'), mirror.get('rewrite')]
  const inner = [...(endpoint?.items ?? []), ...(rewrite?.entries ?? []).map(([, value]) => value)]
  return [
    ...unless(mirror, 'mapping'),
    ...strangers(mirror, ['endpoint', 'rewrite']),
    ...unless(endpoint, 'list'),
    ...unless(rewrite, 'mapping'),
    ...inner.flatMap(field => unless(field, 'text')),
    ...(host.includes('/')
      ? [
          fault(
            mirror,
            `${maskRule(host)}: a path, where the name of a registry belongs`,
            'write the host alone',
          ),
        ]
      : []),
  ]
}

function readMirror(host: string, mirror: Field, { fault, lineOf }: YamlText, hasRest: boolean): MappedRules {
  const endpoints = mirror.get('endpoint')?.items ?? []
  const rewrites = mirror.get('rewrite')?.entries ?? []
  const refuse = (field: Field | undefined, message: string, remedy: string): MappedRules => ({
    rules: [],
    problems: [fault(field, `${host}: ${message}`, remedy)],
  })
  const ruleOf = (source: string, target: string, at: Field): MappedRule => ({
    config: host === '*' ? { registry: target } : { mirrors: [{ source, target }] },
    line: lineOf(at),
    path: at.path,
  })
  const [endpoint, second] = endpoints
  if (second !== undefined)
    return refuse(second, 'several endpoints to try in turn; a manifest names one', 'keep one of them')
  const [first] = rewrites
  if (endpoint === undefined) {
    if (first !== undefined)
      return refuse(
        first[1],
        'a rewrite without an endpoint; K3s rewrites nothing that it asks of the registry itself',
        'give it an endpoint, or remove the rewrite',
      )
    // The others have a target, and this one stays where it is.
    return { rules: hasRest && host !== '*' ? [ruleOf(host, host, mirror)] : [], problems: [] }
  }
  const target = targetOf(endpoint.text ?? '')
  if (maskRule(target) === target && !isHost(target.split('/')[0] ?? ''))
    return refuse(
      endpoint,
      'an endpoint whose host has no "." and no port; in an image it is a path on Docker Hub',
      'write the port, as in http://registry:80',
    )
  if (host === '*')
    return first === undefined
      ? { rules: [ruleOf('', target, endpoint)], problems: [] }
      : refuse(first[1], 'a rewrite for every registry', 'write it below each registry')
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
  const rules = rewritten.flatMap(({ prefix, value }) =>
    prefix === undefined ? [] : ruleOf(join(host, prefix.from), join(target, prefix.to), value),
  )
  if (!rewritten.some(({ prefix }) => prefix?.from === '')) rules.push(ruleOf(host, target, endpoint))
  return { rules, problems }
}

/** An endpoint is a URL; the path of the API (`/v2`) is not a part of a name. */
function targetOf(endpoint: string): string {
  return trimSlashes(endpoint.replace(/^https?:\/\//, '').replace(/\/v2(?=\/|$)/, ''))
}

/**
 * `^old/(.*)$` to `new/$1` is one prefix for another; every other expression is none. Without the `^` it would take
 * `more-old/name` too.
 */
function prefixOf(
  pattern: string,
  replacement: string,
): { readonly from: string; readonly to: string } | undefined {
  const from = /^(?:\^((?:[a-z0-9_-]|\\?\.|\/)*)|)\(\.[*+]\)\$?$/.exec(pattern)
  const to = /^((?:[a-z0-9._-]|\/)*)\$\{?1\}?$/.exec(replacement)?.[1]
  if (from === null || to === undefined) return undefined
  const source = from[1] ?? ''
  const ends = (text: string): boolean => text === '' || text.endsWith('/')
  if (!ends(source) || !ends(to)) return undefined
  return { from: source.replaceAll('\\', '').replace(/\/$/, ''), to: to.replace(/\/$/, '') }
}

function join(host: string, path: string): string {
  return path === '' ? host : `${host}/${path}`
}
