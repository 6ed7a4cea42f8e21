import type { Problem } from '../../problem.ts'
import { maskRule } from '../../reference/user-info.ts'
import type { Field } from '../../yaml/field.ts'
import { endpointsOf, fitEndpoint, isDefault } from './endpoint.ts'
import type { MappedRule, MappedRules, MappingFormat } from './mapping.ts'
import { readRewrite, type Rewrite } from './rewrite.ts'
import { readYamlText, yamlDocuments, type YamlText } from './yaml-text.ts'

/**
 * registries.yaml of K3s and RKE2: an endpoint for each registry, with rewrites of paths; `*` is every other registry.
 * `configs` is about connections and credentials: it is neither read nor quoted.
 * Source: https://docs.k3s.io/installation/private-registry
 */
export const registriesYaml: MappingFormat = {
  name: 'registries.yaml',
  title: 'registries.yaml of K3s and RKE2',
  isOfNodes: true,
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

function readMirror(host: string, mirror: Field, text: YamlText, hasRest: boolean): MappedRules {
  const rewrites = mirror.get('rewrite')?.entries ?? []
  const refuse = (field: Field | undefined, message: string, remedy: string): MappedRules => ({
    rules: [],
    problems: [text.fault(field, `${host}: ${message}`, remedy)],
  })
  const [endpoint, second] = endpointsOf(host, mirror)
  if (second !== undefined)
    return refuse(second, 'several endpoints to try in turn; a manifest names one', 'keep one of them')
  const [first] = rewrites
  if (first !== undefined && (endpoint === undefined || isDefault(host, endpoint.text ?? '')))
    return refuse(
      first[1],
      'a rewrite without an endpoint; K3s rewrites nothing that it asks of the registry itself',
      'give it an endpoint, or remove the rewrite',
    )
  if (endpoint === undefined) {
    // The others have a target, and this one stays where it is.
    const stays = ruleAt(mirror, text, { mirrors: [{ source: host, target: host }] })
    return { rules: hasRest && host !== '*' ? [stays] : [], problems: [] }
  }
  const fitting = fitEndpoint(endpoint.text ?? '')
  if ('message' in fitting) return refuse(endpoint, fitting.message, fitting.remedy)
  const { target } = fitting
  const read = rewrites.map(([pattern, value]) => readOne(host, target, pattern, value, text))
  const rules = read.flatMap(one => ('config' in one ? one : []))
  const problems = read.flatMap(one => ('config' in one ? [] : one))
  const isWhole = rules.some(
    ({ config }) => config.registry !== undefined || config.mirrors?.[0]?.source === host,
  )
  if (isWhole) return { rules, problems }
  const config = host === '*' ? { registry: target } : { mirrors: [{ source: host, target }] }
  return { rules: [...rules, ruleAt(endpoint, text, config)], problems }
}

/** One rewrite of the images of a registry, or of every registry: a rule, or why it is none. */
function readOne(
  host: string,
  target: string,
  pattern: string,
  value: Field,
  text: YamlText,
): MappedRule | Problem {
  const rewrite = readRewrite(pattern, value.text ?? '')
  if (rewrite === undefined)
    return text.fault(
      value,
      `${host}: a rewrite that does not replace a prefix by a prefix`,
      'write it as "^old/(.*)": "new/$1"',
    )
  if (host !== '*') return ruleAt(value, text, configOf(host, target, rewrite))
  if (rewrite.from === '') return ruleAt(value, text, { registry: join(target, rewrite.to) })
  return text.fault(
    value,
    `${host}: a rewrite of one prefix of every registry`,
    'write it below each registry',
  )
}

function ruleAt(field: Field, { lineOf }: YamlText, config: MappedRule['config']): MappedRule {
  return { config, line: lineOf(field), path: field.path }
}

function configOf(host: string, registry: string, { from, to, isExact }: Rewrite): MappedRule['config'] {
  const pair = { source: join(host, from), target: join(registry, to) }
  return isExact ? { images: [pair] } : { mirrors: [pair] }
}

function join(host: string, path: string): string {
  return path === '' ? host : `${host}/${path}`
}
