import { releaseOf } from '../../knowledge/operators/releases/release.ts'
import type { Found } from '../../find/find.ts'
import { streamOffsetOf, type Occurrence } from '../../find/shapes/finding.ts'
import { readImageConfig } from '../../find/shapes/image-config.ts'
import type { RunContext } from '../../knowledge/operators/models/run-context.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Field } from '../../yaml/field.ts'
import { isImageConfig } from './operated-resource.ts'

/**
 * The images of ImageConfigs of v1beta1 as the operator of the run reads them: each version of cass-operator knows other
 * fields that change all of them. Where no version is known they stay as the newest reads them.
 */
export function explainConfigs(
  images: readonly Found<Occurrence>[],
  { operatorFor }: RunContext,
): readonly Found<Occurrence>[] {
  const read = new Map<Field, ReadonlyMap<number, Occurrence>>()
  const occurrencesOf = (manifest: Manifest): ReadonlyMap<number, Occurrence> => {
    const known = read.get(manifest.root)
    if (known !== undefined) return known
    const running = operatorFor('cass-operator', manifest.namespace)
    const version = releaseOf('cass-operator', running?.version)
    const findings = version === undefined ? [] : readImageConfig(manifest.root, version)
    const occurrences = new Map(
      findings.flatMap(finding =>
        finding.type === 'image' ? [[streamOffsetOf(finding), finding] as const] : [],
      ),
    )
    read.set(manifest.root, occurrences)
    return occurrences
  }
  return images.map(found => {
    const { finding, manifest } = found
    if (!isImageConfig(manifest) || manifest.version !== 'v1beta1') return found
    const explained = occurrencesOf(manifest).get(streamOffsetOf(finding))
    return explained === undefined ? found : { ...found, finding: explained }
  })
}
