import type { Problem } from '../../problem.ts'
import type { SourceTarget } from '../../rules/rule-config.ts'
import type { Field } from '../../yaml/field.ts'
import { isHostless, type MappedRule, type MappedRules, type MappingFormat } from './mapping.ts'
import { objectsIn, readYamlText, yamlDocuments, type YamlText } from './yaml-text.ts'

/**
 * Where each kind has its list. Each maps prefixes, for digests or for tags; here it applies to both.
 * Source: https://github.com/openshift/api/tree/master/config/v1 (types_image_digest_mirror_set.go,
 * types_image_tag_mirror_set.go) and operator/v1alpha1 (types_image_content_source_policy.go)
 */
const lists: ReadonlyMap<string, string> = new Map([
  ['ImageDigestMirrorSet', 'imageDigestMirrors'],
  ['ImageTagMirrorSet', 'imageTagMirrors'],
  ['ImageContentSourcePolicy', 'repositoryDigestMirrors'],
])

/** Mirror sets of OpenShift: ImageDigestMirrorSet, ImageTagMirrorSet, ImageContentSourcePolicy, several to a file. */
export const mirrorSet: MappingFormat = {
  name: 'idms',
  title: 'ImageDigestMirrorSet, ImageTagMirrorSet and ImageContentSourcePolicy of OpenShift',
  isOfNodes: true,
  isIt: text => {
    const documents = yamlDocuments(text)
    if (documents === undefined)
      return /^kind:\s*["']?Image(?:DigestMirrorSet|TagMirrorSet|ContentSourcePolicy)\b/m.test(text)
    return objectsIn(documents).some(object => lists.has(object.get('kind')?.text ?? ''))
  },
  parse(source, file): MappedRules {
    const text = readYamlText(source, file)
    const mirrors = new Map<string, SourceTarget>()
    const rules: MappedRule[] = []
    const problems = [...text.problems]
    for (const object of objectsIn(text.documents)) {
      if (object.isNull) continue
      const kind = object.get('kind')
      const key = lists.get(kind?.text ?? '')
      if (key === undefined) {
        problems.push(text.fault(kind ?? object, 'not a mirror set', 'keep mirror sets alone in the file'))
        continue
      }
      const spec = object.get('spec')
      const list = spec?.get(key)
      problems.push(...text.strangers(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status']))
      problems.push(...text.unless(spec, 'mapping'), ...text.strangers(spec, [key]))
      problems.push(...text.unless(list, 'list'))
      for (const entry of list?.items ?? []) {
        problems.push(...text.strangers(entry, ['source', 'mirrors', 'mirrorSourcePolicy']))
        const read = readEntry(entry, text.fault)
        if ('code' in read) {
          problems.push(read)
          continue
        }
        const other = mirrors.get(read.source)
        if (other === undefined)
          rules.push({ config: { mirrors: [read] }, line: text.lineOf(entry), path: entry.path })
        else if (other.target !== read.target) problems.push(secondTarget(entry, other, text.fault))
        mirrors.set(read.source, read)
      }
    }
    return { rules, problems }
  },
}

/** The policies for a mirror that does not answer: here, no mirror is contacted. */
const policies = ['NeverContactSource', 'AllowContactingSource']

type Fault = YamlText['fault']

/** One list for tags and one for digests may name two mirrors; a manifest has one for both. */
function secondTarget(entry: Field, { source, target }: SourceTarget, fault: Fault): Problem {
  return fault(
    entry.get('mirrors'),
    `${source}: another mirror than ${target}, which an entry before names`,
    'name one mirror for a source',
  )
}

function readEntry(entry: Field, fault: Fault): SourceTarget | Problem {
  const policy = entry.get('mirrorSourcePolicy')
  if (policy !== undefined && !policies.includes(policy.text ?? ''))
    return fault(policy, 'no policy of mirror sets', `write ${policies.join(' or ')}, or leave it out`)
  const source = entry.get('source')?.text
  const mirrors = entry.get('mirrors')
  if (source === undefined) return fault(entry, 'an entry without a source', 'give it a source')
  if (mirrors?.text !== undefined)
    return fault(mirrors, `${source}: mirrors is not a list`, 'write a list of one mirror')
  const [first, ...others] = mirrors?.items ?? []
  const target = first?.text
  if (target === undefined) return fault(mirrors ?? entry, `${source}: no mirror`, 'give it one mirror')
  const second = others.find(({ text }) => text !== target)
  if (second !== undefined)
    return fault(
      second,
      `${source}: several mirrors to try in turn; a manifest names one`,
      'keep one of them',
    )
  if (isHostless(target))
    return fault(
      first,
      `${source}: the mirror starts with no host; in an image it is a path on Docker Hub`,
      'write the host with a "." or a port',
    )
  return { source, target }
}
