import type { Field } from '../../../yaml/field.ts'
import type { PodKind, PulledImage } from '../pulled-image.ts'
import { releaseOf } from '../releases/release.ts'
import { reloaderDefault, reloaderKinds, reloadersOf, type Reloader } from '../releases/reloaders.ts'
import type { RunningOperator } from '../running-operator.ts'
import { containerNamed, firstWritten, referenceOf } from './text-field.ts'

/** What the containers of a resource of prometheus-operator share. */
export type MonitoringPods = {
  readonly spec: Field
  readonly pods: PodKind
  readonly running: RunningOperator | undefined
}

/** The containers that reload configurations, each with an image of its own where a field or the operator makes a difference. */
export function reloaderImages(monitoring: MonitoringPods): readonly PulledImage[] {
  const { pods, running } = monitoring
  const version = releaseOf('prometheus-operator', running?.version)
  const images = reloadersOf(pods, version).map(row => reloader(row, monitoring))
  return images.filter(
    (image, index) => !images.slice(0, index).some(earlier => isSameReloader(earlier, image)),
  )
}

/** Only a flag of the operator names it, or a container of that name in the resource. Its default is released with the operator. */
function reloader(
  { image, list, container }: Reloader,
  { spec, pods, running }: MonitoringPods,
): PulledImage {
  const version = releaseOf('prometheus-operator', running?.version)
  const { flag, component } = reloaderKinds[image]
  const given = running?.arguments.get(flag)
  const field = firstWritten([containerNamed(spec.get(list), container)?.get('image')])
  const known = version === undefined ? undefined : reloaderDefault(image, version)
  return {
    operator: 'prometheus-operator',
    version: running?.version,
    component,
    container,
    pods,
    fact: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.85.0/pkg/operator/defaults.go',
    reference: referenceOf(field?.text ?? (given || known)),
    origin:
      field !== undefined
        ? { kind: 'field', field }
        : given
          ? { kind: 'operator', name: flag }
          : { kind: 'default' },
    slot: undefined,
    remedy: `give the operator the argument ${flag}=IMAGE`,
  }
}

function isSameReloader(one: PulledImage, other: PulledImage): boolean {
  if (one.component !== other.component) return false
  return one.origin.kind !== 'field' && other.origin.kind !== 'field'
}
