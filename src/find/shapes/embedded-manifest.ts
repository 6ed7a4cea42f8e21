import { scalarText } from '../../edit/text.ts'
import { resolve } from '../../yaml/node.ts'
import type { Finding, Site } from './finding.ts'

/** A manifest says its kind, in YAML or JSON; texts without an image or a container are not worth reading. */
const manifestHint = /^[ \t]*["']?kind["']?[ \t]*:|"kind"[ \t]*:/m
const imageHint = /image|containers/i

/** A scalar whose text is one or more manifests: cass-operator's ImageConfig, templates of pods, whole objects. */
export function readEmbedded(site: Site, mustRead = false): readonly Finding[] {
  const scalar = resolve(site.node)
  if (scalar?.type !== 'scalar' || scalar.end - scalar.start < 20) return []
  const raw = site.text.source.slice(scalar.start, scalar.end)
  if (!mustRead && !imageHint.test(raw)) return []
  const text = scalarText(site.text, scalar)
  if (!mustRead && !manifestHint.test(text.source)) return []
  return [{ type: 'embedded', text, path: site.path, mustRead }]
}
