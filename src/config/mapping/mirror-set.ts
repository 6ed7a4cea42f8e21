import type { Problem } from '../../problem.ts'
import type { SourceTarget } from '../../rules/rule-config.ts'
import type { Field } from '../../yaml/field.ts'
import type { ForeignMapping, MappingFormat } from './mapping.ts'
import { readYamlText } from './yaml-text.ts'

/**
 * Where each kind has its list. All of them say the same of a prefix, for digests or for tags; here it holds for both.
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
  isIt: text => /^kind:\s*["']?Image(?:DigestMirrorSet|TagMirrorSet|ContentSourcePolicy)\b/m.test(text),
  parse(source, file): ForeignMapping {
    const text = readYamlText(source, file)
    const mirrors = new Map<string, SourceTarget>()
    const problems = [...text.problems]
    for (const document of text.documents) {
      const kind = document.get('kind')
      const key = lists.get(kind?.text ?? '')
      if (key === undefined) {
        problems.push(text.fault(kind ?? document, 'not a mirror set', 'keep mirror sets alone in the file'))
        continue
      }
      problems.push(...text.strangers(document.get('spec'), [key]))
      for (const entry of document.get('spec')?.get(key)?.items ?? []) {
        problems.push(...text.strangers(entry, ['source', 'mirrors', 'mirrorSourcePolicy']))
        const read = readEntry(entry, text.fault)
        if ('code' in read) {
          problems.push(read)
          continue
        }
        const other = mirrors.get(read.source)
        if (other !== undefined && other.target !== read.target)
          problems.push(secondTarget(entry, other, text.fault))
        mirrors.set(read.source, read)
      }
    }
    return { config: { mirrors: Array.from(mirrors.values()) }, problems }
  },
}

/** What may be said of a source whose mirror does not answer: nobody asks one here. */
const policies = ['NeverContactSource', 'AllowContactingSource']

type Fault = (field: Field | undefined, message: string, remedy: string) => Problem

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
  const mirrors = entry.get('mirrors')?.items ?? []
  const target = mirrors[0]?.text
  if (source === undefined) return fault(entry, 'an entry without a source', 'give it a source')
  if (target === undefined) return fault(entry, `${source}: no mirror`, 'give it one mirror')
  if (mirrors.length > 1)
    return fault(
      mirrors[1],
      `${source}: several mirrors to try in turn; a manifest names one`,
      'keep one of them',
    )
  return { source, target }
}
