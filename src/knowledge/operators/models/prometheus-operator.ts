import type { Field } from '../../../yaml/field.ts'
import { isInRange, type Version } from '../../version.ts'
import type { PodKind, PulledImage } from '../pulled-image.ts'
import type { ImageSlot } from '../image-slot.ts'
import { isUpstream, releaseOf } from '../releases/release.ts'
import { prometheusDefaults, prometheusTraits } from '../releases/prometheus-operator.ts'
import { reloaderDefault, reloaderKinds, reloadersOf, type Reloader } from '../releases/reloaders.ts'
import { numbersOf } from '../releases/table.ts'
import type { RunningOperator } from '../running-operator.ts'
import type { OperatedResource, RunContext } from './run-context.ts'
import { containerNamed, firstText, firstWritten, referenceOf } from './text-field.ts'

const fact = 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.85.0/pkg/operator/image.go'

type Program = 'prometheus' | 'alertmanager' | 'thanos'

const bases = {
  prometheus: 'quay.io/prometheus/prometheus',
  alertmanager: 'quay.io/prometheus/alertmanager',
  thanos: 'quay.io/thanos/thanos',
} as const

/** The pods of each kind: their container, its program, and which fields next to `image` count. */
const kinds: { readonly [kind: string]: { readonly program: Program; readonly reads: readonly string[] } } = {
  Prometheus: { program: 'prometheus', reads: ['baseImage', 'sha', 'tag', 'version'] },
  PrometheusAgent: { program: 'prometheus', reads: ['version'] },
  Alertmanager: { program: 'alertmanager', reads: ['baseImage', 'sha', 'tag', 'version'] },
  ThanosRuler: { program: 'thanos', reads: ['version'] },
}

/** The images of a resource of prometheus-operator: its own, Thanos next to Prometheus, and the one that reloads. */
export function monitoringImages(resource: OperatedResource, around: RunContext): readonly PulledImage[] {
  const spec = resource.root.get('spec')
  const kind = kinds[resource.kind]
  if (spec?.mapping === undefined || kind === undefined) return []
  const running = around.operatorFor('prometheus-operator', resource.namespace)
  const pods = resource.kind as PodKind
  const container = resource.kind === 'ThanosRuler' ? 'thanos-ruler' : kind.program
  const thanos = resource.kind === 'Prometheus' ? spec.get('thanos') : undefined
  return [
    imageOf(kind.program, container, spec, spec, kind.reads, pods, running),
    ...(thanos?.mapping === undefined
      ? []
      : [
          imageOf(
            'thanos',
            'thanos-sidecar',
            thanos,
            spec,
            ['baseImage', 'sha', 'tag', 'version'],
            pods,
            running,
          ),
        ]),
    ...reloaderImages(spec, pods, running),
  ]
}

/**
 * `image` as it is; else the base image: as it is with a tag or a digest, else with sha before tag before version.
 * An image is only named for the operator where the resource names a version: without one, the operator's own default
 * moves on with the operator, and an image that stays after would not fit it.
 */
function imageOf(
  program: Program,
  container: string,
  owner: Field,
  spec: Field,
  reads: readonly string[],
  pods: PodKind,
  running: RunningOperator | undefined,
): PulledImage {
  const version = releaseOf('prometheus-operator', running?.version)
  const field = firstWritten([
    containerNamed(spec.get('containers'), container)?.get('image'),
    owner.get('image'),
  ])
  const read = (key: string): string | undefined =>
    reads.includes(key) && hasField(pods, key, version) ? firstText([owner.get(key)])?.trim() : undefined
  const flag = `--${program}-default-base-image`
  const given = running?.arguments.get(flag)
  const base = read('baseImage') ?? (given || bases[program])
  const isFixed = referenceOf(base)?.tag !== undefined || referenceOf(base)?.digest !== undefined
  const known = version === undefined ? undefined : prometheusDefaults().get(numbersOf(version))?.[program]
  const [sha, tag] = [read('sha'), read('tag')]
  const asked = program === 'prometheus' ? tagOf(read('version'), version) : read('version')
  const chosenTag = sha === undefined ? (tag ?? asked) : undefined
  const suffix = isFixed ? '' : sha !== undefined ? `@sha256:${sha}` : `:${chosenTag ?? known ?? ''}`
  // The base is the same in all releases; what others build may have another one.
  const hasBase = read('baseImage') !== undefined || Boolean(given) || isUpstream(running?.version)
  const isKnown = hasBase && (isFixed || sha !== undefined || (chosenTag ?? known) !== undefined)
  const hasVersion = sha !== undefined || chosenTag !== undefined
  const slot: ImageSlot = { owner, key: 'image', form: 'text' }
  return {
    operator: 'prometheus-operator',
    version: running?.version,
    component: program,
    container,
    pods,
    fact,
    reference:
      field === undefined ? (isKnown ? referenceOf(base + suffix) : undefined) : referenceOf(field.text),
    origin:
      field !== undefined
        ? { kind: 'field', field }
        : read('baseImage') === undefined && given
          ? { kind: 'operator', name: flag }
          : { kind: 'default' },
    slot: hasVersion || program === 'thanos' ? slot : undefined,
    remedy: `set spec.version, so that the image can be named for it, or spec.image, or give the operator the argument ${flag}`,
  }
}

/** The containers that reload configurations, each with an image of its own where a field or the operator makes a difference. */
function reloaderImages(
  spec: Field,
  pods: PodKind,
  running: RunningOperator | undefined,
): readonly PulledImage[] {
  const version = releaseOf('prometheus-operator', running?.version)
  const images = reloadersOf(pods, version).map(row => reloader(row, spec, pods, running))
  return images.filter(
    (image, index) => !images.slice(0, index).some(earlier => isSameReloader(earlier, image)),
  )
}

/** Only a flag of the operator names it, or a container of that name in the resource. Its default is released with the operator. */
function reloader(
  { image, list, container }: Reloader,
  spec: Field,
  pods: PodKind,
  running: RunningOperator | undefined,
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

/** ThanosRuler has a field for its version since 0.62.0; before, the schema drops it. */
function hasField(pods: PodKind, key: string, operator: Version | undefined): boolean {
  const isMissing = pods === 'ThanosRuler' && key === 'version'
  return !isMissing || operator === undefined || isInRange(operator, prometheusTraits.rulerHasVersion)
}

/** The tag that is made of a version of Prometheus: the text itself, or its numbers, which makes v2.53.0 of 2.53. */
function tagOf(text: string | undefined, operator: Version | undefined): string | undefined {
  if (text === undefined) return undefined
  if (operator !== undefined && !isInRange(operator, prometheusTraits.parsesVersion)) return text
  const plain = /^v/i.test(text) ? text.slice(1) : text
  const end = plain.search(/[^\d.]/)
  const numbers = end < 0 ? plain : plain.slice(0, end)
  const parts = numbers.split('.')
  const missing = Array<string>(Math.max(3 - parts.length, 0)).fill('0')
  return numbers === '' ? text : `v${[...parts, ...missing].join('.')}${plain.slice(numbers.length)}`
}
