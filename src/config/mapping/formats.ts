import { mappingProblem, type ForeignMapping, type MappingFormat } from './mapping.ts'
import { kustomization } from './kustomization.ts'
import { mirrorSet } from './mirror-set.ts'
import { plainList } from './plain-list.ts'
import { registriesConf } from './registries-conf.ts'
import { registriesYaml } from './registries-yaml.ts'

/** Every format of a mapping that is kept for another tool, in the order in which a text is tried. */
export const mappingFormats: readonly MappingFormat[] = [
  mirrorSet,
  registriesConf,
  registriesYaml,
  kustomization,
  plainList,
]

/** What a mapping file says; its format is told from its text. A text in no known format is a problem. */
export function parseMapping(text: string, file: string): ForeignMapping {
  const format = mappingFormats.find(({ isIt }) => isIt(text))
  if (format !== undefined) return format.parse(text, file)
  if (!/^\uFEFF?[ \t]*[^\s#\uFEFF]/m.test(text))
    return {
      config: {},
      problems: [mappingProblem(file, 1, 'the mapping is empty', 'fill it, or leave it out of this run')],
    }
  const names = mappingFormats.map(({ title }) => title).join('; ')
  return {
    config: {},
    problems: [mappingProblem(file, 1, 'not a mapping in a known format', `give one of: ${names}`)],
  }
}
