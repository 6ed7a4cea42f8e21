import type { Findings, Found } from '../find/find.ts'
import type { Occurrence, SecretList } from '../find/shapes/finding.ts'
import { isChoosing, mayBeSetting } from '../knowledge/operators/choosing/choosing.ts'
import { recogniseOperator } from '../knowledge/operators/operator.ts'
import { isServiceAccount, isCustomResource } from '../manifest/manifest.ts'

/**
 * Whether a document neither has facts for others nor needs to be looked at again: no custom resource, operator, account
 * or ImageConfig, nothing doubtful, nothing that shares text.
 */
export function isIndependent({ images, possible, secretLists, objects, aliases }: Findings): boolean {
  if (possible.length > 0 || objects.length > 0 || aliases.length > 0) return false
  return images.every(isPlainImage) && secretLists.every(isPlainList)
}

function isPlainImage({ finding, manifest, spec }: Found<Occurrence>): boolean {
  const { group, reference, parent } = finding
  if (group !== undefined || spec?.shape === 'image-parts' || isCustomResource(manifest)) return false
  if (parent === undefined) return !mayBeSetting(finding.path)
  return recogniseOperator(reference) === undefined && !isChoosing(reference)
}

function isPlainList({ finding, manifest }: Found<SecretList>): boolean {
  const { provider, room } = finding
  return (
    provider === undefined && room === undefined && !isServiceAccount(manifest) && !isCustomResource(manifest)
  )
}
