import type { Problem } from '../../problem.ts'
import type { Field } from '../../yaml/field.ts'
import type { MappedRule, MappedRules, MappingFormat } from './mapping.ts'
import { readYamlText, yamlDocuments, type YamlText } from './yaml-text.ts'

/**
 * The `images` of a kustomization: name, newName, newTag, digest. Everything else in the file is kustomize's alone.
 * Source: https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/image.go
 */
export const kustomization: MappingFormat = {
  name: 'kustomization',
  title: 'the images of a kustomization',
  isOfNodes: false,
  isIt: text =>
    yamlDocuments(text)?.some(isKustomization) ??
    (/^kind:\s*["']?(?:Kustomization|Component)\b/m.test(text) ||
      (/^images:[ \t\r]*$/m.test(text) && /^[ -]{0,40}(?:newName|newTag):/m.test(text))),
  parse(source, file): MappedRules {
    const text = readYamlText(source, file)
    const rules: MappedRule[] = []
    const problems = [...text.problems]
    for (const document of text.documents) {
      const images = document.get('images')
      const former = document.get('imageTags')
      problems.push(...text.unless(images, 'list'))
      if (former !== undefined)
        problems.push(text.fault(former, 'imageTags, the former name of images', 'run "kustomize edit fix"'))
      for (const entry of images?.items ?? []) {
        for (const read of readImage(entry, text)) {
          if ('config' in read) rules.push(read)
          else problems.push(read)
        }
      }
    }
    return { rules, problems }
  },
}

const keys = ['name', 'newName', 'newTag', 'digest'] as const

/** Kustomize takes a file without a kind for a Kustomization. */
function isKustomization(document: Field): boolean {
  const kind = document.get('kind')?.text
  if (kind !== undefined) return ['Kustomization', 'Component'].includes(kind)
  return document.get('images')?.items.some(entry => keys.some(key => entry.get(key) !== undefined)) === true
}

function readImage(entry: Field, text: YamlText): readonly MappedRule[] | readonly Problem[] {
  const fields = keys.map(key => entry.get(key))
  const faults = [...text.strangers(entry, keys), ...fields.flatMap(field => text.unless(field, 'string'))]
  const [name, newName, tag, digest] = fields.map(field => field?.text || undefined)
  if (name === undefined) faults.push(text.fault(entry, 'an image without a name', 'give it a name'))
  const [, renamed] = fields
  if (newName !== undefined && versionOf(newName) !== '')
    faults.push(
      text.fault(renamed, 'newName with a tag or a digest', 'write these as newTag or digest, beside it'),
    )
  if (digest !== undefined && !/^\w+:[0-9a-f]{32,}$/.test(digest))
    faults.push(
      text.fault(fields[3], 'digest is no digest', 'write it as "sha256:" and 64 hexadecimal digits'),
    )
  if (name === undefined || faults.length > 0) return faults
  // Kustomize changes nothing for a name alone.
  if (newName === undefined && tag === undefined && digest === undefined) return []
  const version = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
  const own = name.slice(0, name.length - versionOf(name).length)
  const images = [{ source: name, target: `${newName ?? own}${version}` }]
  return [{ config: { images }, line: text.lineOf(entry), path: entry.path }]
}

/** The tag and digest behind a name. */
function versionOf(name: string): string {
  return /(?::[^:/@]*)?(?:@.*)?$/.exec(name)?.[0] ?? ''
}
