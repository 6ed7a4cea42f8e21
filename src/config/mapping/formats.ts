import type { OfNodes, SourceTarget } from '../../rules/rule-config.ts'
import { checkRules } from './check-rules.ts'
import { mappingProblem, type ForeignMapping, type MappedRule, type MappingFormat } from './mapping.ts'
import { kustomization } from './kustomization.ts'
import { mirrorSet } from './mirror-set.ts'
import { plainList } from './plain-list.ts'
import { registriesConf } from './registries-conf.ts'
import { registriesYaml } from './registries-yaml.ts'

/** Every format of a mapping that is kept for another tool, in the order in which a text is tried. */
const mappingFormats: readonly MappingFormat[] = [
  mirrorSet,
  registriesConf,
  registriesYaml,
  kustomization,
  plainList,
]

/**
 * What a mapping file says; its format is told from its text. A text in no known format is a problem, and so is one that says
 * of no image where it goes.
 */
export function parseMapping(source: string, file: string): ForeignMapping {
  const text = source.replace(/^\uFEFF/, '')
  const refuse = (message: string, remedy: string): ForeignMapping => ({
    config: {},
    problems: [mappingProblem(file, 1, message, remedy)],
  })
  const format = mappingFormats.find(({ isIt }) => isIt(text))
  if (format === undefined) {
    if (!/^[ \t]*[^\s#]/m.test(text))
      return refuse('the mapping is empty', 'fill it, or leave it out of this run')
    const names = mappingFormats.map(({ title }) => title).join('; ')
    return refuse('not a mapping in a known format', `give one of: ${names}`)
  }
  const { rules, problems } = format.parse(text, file)
  if (rules.length === 0 && problems.length === 0)
    return refuse(
      `${format.title}: nothing in it says where an image goes`,
      'fill it, or leave it out of this run',
    )
  const all = [...problems, ...checkRules(rules, file)]
  return {
    config: configOf(rules, format),
    problems: all.toSorted((one, other) => lineOf(one) - lineOf(other)),
  }
}

function configOf(rules: readonly MappedRule[], { isOfNodes }: MappingFormat): ForeignMapping['config'] {
  const marked = (pairs: readonly SourceTarget[]): readonly (SourceTarget & OfNodes)[] =>
    unique(pairs).map(pair => (isOfNodes ? { ...pair, isOfNodes } : pair))
  const configs = rules.map(({ config }) => config)
  const registry = configs.findLast(config => config.registry !== undefined)?.registry
  return {
    mirrors: marked(configs.flatMap(({ mirrors = [] }) => mirrors)),
    images: marked(configs.flatMap(({ images = [] }) => images)),
    blocked: configs.flatMap(({ blocked = [] }) => blocked),
    ...(registry === undefined ? {} : { registry }),
  }
}

/** What is written twice is one rule. */
function unique(pairs: readonly SourceTarget[]): readonly SourceTarget[] {
  return [...new Map(pairs.map(pair => [`${pair.source} ${pair.target}`, pair])).values()]
}

function lineOf({ place }: ForeignMapping['problems'][number]): number {
  return place?.line ?? 0
}
