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
      problems.push(...text.unless(images, 'list'))
      for (const entry of images?.items ?? []) {
        const read = readImage(entry, text)
        if ('config' in read) rules.push(read)
        else problems.push(...read)
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

function readImage(
  entry: Field,
  { strangers, unless, fault, lineOf }: YamlText,
): MappedRule | readonly Problem[] {
  const fields = keys.map(key => entry.get(key))
  const faults = [...strangers(entry, keys), ...fields.flatMap(field => unless(field, 'text'))]
  const [name, newName, tag, digest] = fields.map(field => field?.text || undefined)
  if (name === undefined) faults.push(fault(entry, 'an image without a name', 'give it a name'))
  if (name === undefined || faults.length > 0) return faults
  const version = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
  const images = [{ source: name, target: `${newName ?? name}${version}` }]
  return { config: { images }, line: lineOf(entry), path: entry.path }
}
