import { dockerHub, dockerHubAliases } from '../../../reference/docker-hub.ts'
import { celPattern, celString, celStrings } from './cel.ts'
import { referenceConditions, versionPattern } from './reference-patterns.ts'

/** One named expression of a policy; later ones use it as `variables.NAME`. */
export type PolicyVariable = { readonly name: string; readonly expression: string }

/** Whether a text is an image reference. */
function isReference(text: string): string {
  return referenceConditions({
    matches: pattern => `${text}.matches(${celPattern(pattern)})`,
    number: String,
    length: `${text}.size()`,
    nameLength: `${text}.size() - ${text}.find(${celPattern(versionPattern)}).size()`,
  }).replaceAll('\n', '\n  ')
}

/**
 * Variables that read image references as `parseReference` and `canonical` do, from a list of rows `{path, image}` named
 * `fields`. `references` has a row for each reference: path, image, canonical `name`, its `host`, `version` as written,
 * `tag` (`latest` where neither tag nor digest is written, empty where there is only a digest) and `digest`. Texts that
 * are not references, and the placeholder `auto` (Istio fills it in), have none.
 */
export function readReferences(): readonly PolicyVariable[] {
  const first = "t.written.split('/')[0]"
  const hasHost = `t.written.contains('/') && ${first}.matches(${celPattern('[.:A-Z]|^localhost$')})`
  return [
    {
      name: 'texts',
      expression: `variables.fields.filter(f, f.image != 'auto' && (\n  ${isReference('f.image')}))`,
    },
    {
      name: 'written',
      expression: `variables.texts.map(t, [t.image.find(${celPattern(versionPattern)})].map(version, {
  'path': t.path, 'image': t.image, 'version': version, 'written': t.image.substring(0, t.image.size() - version.size())})[0])`,
    },
    {
      name: 'parts',
      expression: `variables.written.map(t, {'path': t.path, 'image': t.image, 'version': t.version,
  'repository': ${hasHost} ? t.written.substring(${first}.size() + 1) : t.written,
  'host': !(${hasHost}) ? ${celString(dockerHub)} :
    ${first}.lowerAscii() in ${celStrings([...dockerHubAliases])} ? ${celString(dockerHub)} :
    ${first}.lowerAscii().matches(${celPattern('[.:]|^localhost$')}) ? ${first}.lowerAscii() : ${first}.upperAscii()})`,
    },
    {
      name: 'references',
      expression: `variables.parts.map(p, {'path': p.path, 'image': p.image, 'version': p.version, 'host': p.host,
  'name': p.host + '/' + (p.host == ${celString(dockerHub)} && !p.repository.contains('/') ? 'library/' : '') + p.repository,
  'tag': p.version == '' ? 'latest' : p.version.startsWith(':') ? p.version.split('@')[0].substring(1) : '',
  'digest': p.version.contains('@') ? p.version.split('@')[1] : ''})`,
    },
  ]
}
