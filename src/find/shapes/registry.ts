import { scalarText } from '../../edit/text.ts'
import { resolve } from '../../yaml/node.ts'
import { isNull } from '../../yaml/scalar.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Finding, Site } from './finding.ts'

/** Below most registries, images have two components: one would be an official image on Docker Hub. */
const anyImage = 'group/image'

/**
 * A registry alone, which an operator puts in front of the names of its images. One of them, `example`, shows where all
 * go: the registry is changed only where the target of the example ends with its name.
 */
export function readRegistry(site: Site, example = anyImage): readonly Finding[] {
  const scalar = resolve(site.node)
  if (scalar?.type !== 'scalar' || isNull(site.text.source, scalar)) return []
  const text = scalarText(site.text, scalar)
  const registry = text.source.trim().replace(/(?<!\/)\/+$/, '')
  const offset = text.source.indexOf(registry)
  const reference = parseReference(`${registry}/${example}`)
  if (registry === '' || isRefusal(reference) || reference.registry === undefined) return []
  return [
    {
      type: 'image',
      text,
      reference,
      written: registry,
      offset,
      path: site.path,
      container: undefined,
      alias: site.node.type === 'alias' ? site.node : undefined,
      isRepository: true,
      write: target => {
        const whole = formatReference(target)
        if (!whole.endsWith(`/${example}`)) return undefined
        const moved = whole.slice(0, -example.length - 1)
        return [{ start: offset, end: offset + registry.length, text: moved }]
      },
    },
  ]
}
