import { dockerHub, dockerHubAliases } from '../../../../reference/docker-hub.ts'
import { fronts, equivalentHosts } from '../../../../reference/front.ts'
import { referenceConditions, versionPattern } from '../reference-patterns.ts'
import {
  jmesFirst,
  jmesJoin,
  jmesLiteral,
  jmesMatches,
  jmesObject,
  jmesString,
  jmesWhen,
  jmesWithout,
} from './jmespath.ts'

/** What is computed of each image, one step after the other: a step reads the fields that the one before it made. */
export type Step = Readonly<Record<string, string>>

/** `registry.k8s.io/pause:3` in front of its version, and the version. Matches every text without line breaks. */
const splitPattern = `^(.*?)(${versionPattern.slice(0, -1)})$`

/** Whether the text is an image reference, as `readReferences` has it for the API server. */
function isReference(written: string): string {
  const conditions = referenceConditions({
    matches: pattern => jmesMatches(pattern, 'image'),
    number: jmesLiteral,
    length: 'length(image)',
    nameLength: `length(${written})`,
  })
  return `image != 'auto' &&\n${conditions}`
}

/**
 * Steps that read `image` as `parseReference` and `canonical` do. `item` is kept. At their end there are `isRead`, `version` as
 * written, `host`, `path` and `name`, `tag` and `digest`, `below` (the name with a slash after it), and the name at each
 * other host that serves the same, as `name1` and on.
 */
export function readSteps(): readonly Step[] {
  const written = `regex_replace_all(${jmesString(splitPattern)}, image, '$1')`
  const lower = 'to_lower(first)'
  const isHost = jmesMatches('[.:]|^localhost$', lower)
  return [
    {
      ...kept('image', 'item'),
      isRead: isReference(written),
      written,
      version: `regex_replace_all(${jmesString(splitPattern)}, image, '$2')`,
    },
    {
      ...kept('image', 'item', 'isRead', 'version', 'written'),
      first: `split(written, '/')[0]`,
      hasHost: `contains(written, '/') && ${jmesMatches('[.:A-Z]|^localhost$', `split(written, '/')[0]`)}`,
    },
    {
      ...kept('image', 'item', 'isRead', 'version'),
      repository: `hasHost && ${jmesWithout('^[^/]*/', 'written')} || written`,
      host: jmesFirst([
        jmesWhen(['!hasHost'], jmesString(dockerHub)),
        jmesWhen([`contains(${jmesLiteral([...dockerHubAliases])}, ${lower})`], jmesString(dockerHub)),
        jmesWhen([isHost], lower),
        'to_upper(first)',
      ]),
    },
    {
      ...kept('image', 'item', 'isRead', 'version', 'host'),
      path: `host == ${jmesString(dockerHub)} && !contains(repository, '/') && ${jmesJoin(`'library/'`, 'repository')} || repository`,
      tag: `version == '' && 'latest' || starts_with(version, ':') && regex_replace_all('^:([^@]*)(?:@.*)?$', version, '$1') || ''`,
      digest: `contains(version, '@') && ${jmesWithout('^[^@]*@', 'version')} || ''`,
    },
    {
      ...kept('image', 'item', 'isRead', 'version', 'host', 'path', 'tag', 'digest'),
      name: `join('/', [host, path])`,
      below: `join('/', [host, path, ''])`,
      ...otherNames(),
    },
  ]
}

/** How many other names an image may have. */
export const otherNameCount = Math.max(...servingHosts().map(host => equivalentHosts(host).length))

/** The name at the aliases of its host; empty where there is none. */
function otherNames(): Step {
  return Object.fromEntries(
    Array.from({ length: otherNameCount }, (_, at) => [
      `name${at + 1}`,
      jmesFirst([
        ...servingHosts().flatMap(host => {
          const other = equivalentHosts(host)[at]
          if (other === undefined) return []
          const path =
            other === dockerHub ? "(contains(path, '/') && path || join('/', ['library', path]))" : 'path'
          return [jmesWhen([`host == ${jmesString(host)}`], `join('/', [${jmesString(other)}, ${path}])`)]
        }),
        `''`,
      ]),
    ]),
  )
}

function servingHosts(): readonly string[] {
  return [...new Set(fronts.flatMap(({ host, of }) => [host, of]))]
}

export function kept(...names: readonly string[]): Step {
  return Object.fromEntries(names.map(name => [name, name]))
}

/** A step over lists of lists. */
export function stepOver(list: string, step: Step): string {
  return `map(&map(&${jmesObject(step)}, @), ${list})`
}
