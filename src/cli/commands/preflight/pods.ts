import { findImages } from '../../../find/find.ts'
import { withBuiltIn } from '../../../knowledge/fieldspecs/index.ts'
import type { Config } from '../../../config/config.ts'
import { isServiceAccount } from '../../../manifest/manifest.ts'
import { imagesByObject, servedBy } from '../../../plan/secrets/plan-secrets.ts'
import type { Place } from '../../../problem.ts'
import { canonicalName } from '../../../reference/canonical.ts'
import type { Reference } from '../../../reference/reference.ts'
import type { Result } from '../../../relocate.ts'

import type { BroughtAccount } from './brought.ts'

/** Pods of one pod template, or of a resource that an operator makes pods from. */
export type PodTemplate = {
  readonly namespace: string
  /** The pod's own list of pull secrets. */
  readonly secrets: readonly string[]
  readonly account: string
  /** What is pulled with them. */
  readonly images: readonly Reference[]
  /** Canonical names of those that a rule leaves where they are. */
  readonly spared: ReadonlySet<string>
  readonly place: Place
}

/** The pods and accounts of relocated streams. What names no namespace is in the one given. */
export function podsIn(
  results: readonly Result[],
  files: readonly (string | undefined)[],
  { fieldSpecs }: Config,
  namespace: string,
): { readonly pods: readonly PodTemplate[]; readonly accounts: readonly BroughtAccount[] } {
  const pods: PodTemplate[] = []
  const accounts: BroughtAccount[] = []
  for (const [index, { output, operatorImages, unchanged }] of results.entries()) {
    const spared = sparedIn(unchanged)
    const file = files[index]
    const { images, secretLists } = findImages(output, withBuiltIn(fieldSpecs))
    const byObject = imagesByObject(images)
    for (const { finding, manifest, place } of secretLists) {
      const at = manifest.namespace ?? namespace
      if (isServiceAccount(manifest)) {
        accounts.push({ namespace: at, name: manifest.name, secrets: finding.names })
        continue
      }
      const own = servedBy(finding, byObject.get(manifest.root) ?? []).map(image => image.finding)
      if (finding.isGuess === true && own.length === 0) continue
      const chosen = operatorImages
        .filter(image => image.place.object === place.object)
        .map(({ target, source }) => target ?? source)
      pods.push({
        namespace: at,
        secrets: finding.names.filter(name => name !== ''),
        account: finding.account ?? 'default',
        spared,
        images: [...own.map(({ reference }) => reference), ...chosen],
        // Lines of the output are not those of the input.
        place: { file, source: place.source, object: place.object, path: place.path },
      })
    }
  }
  return { pods, accounts }
}

function sparedIn(unchanged: Result['unchanged']): ReadonlySet<string> {
  const left = unchanged.filter(({ why }) => why === 'excluded' || why === 'kept')
  return new Set(left.map(({ source }) => canonicalName(source)))
}
