import type { SourceTarget } from '../../rules/rule-config.ts'
import type { ForeignMapping, MappingFormat } from './mapping.ts'
import { readYamlText } from './yaml-text.ts'

/**
 * The `images` of a kustomization: name, newName, newTag, digest. Everything else in the file is kustomize's alone.
 * Source: https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/image.go
 */
export const kustomization: MappingFormat = {
  name: 'kustomization',
  title: 'the images of a kustomization',
  isIt: text =>
    /^kind:\s*["']?(?:Kustomization|Component)\b/m.test(text) ||
    (/^images:[ \t\r]*$/m.test(text) && /^[ -]{0,40}(?:newName|newTag):/m.test(text)),
  parse(source, file): ForeignMapping {
    const text = readYamlText(source, file)
    const images: SourceTarget[] = []
    const problems = [...text.problems]
    for (const document of text.documents)
      for (const entry of document.get('images')?.items ?? []) {
        problems.push(...text.strangers(entry, ['name', 'newName', 'newTag', 'digest']))
        const name = entry.get('name')?.text
        if (name === undefined) {
          problems.push(text.fault(entry, 'an image without a name', 'give it a name'))
          continue
        }
        const [tag, digest] = [entry.get('newTag')?.text, entry.get('digest')?.text]
        const version = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
        images.push({ source: name, target: `${entry.get('newName')?.text ?? name}${version}` })
      }
    return { config: { images }, problems }
  },
}
