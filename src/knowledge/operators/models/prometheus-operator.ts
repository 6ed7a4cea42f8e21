import type { Reference } from '../../../reference/reference.ts'
import type { Field } from '../../../yaml/field.ts'
import { isInRange, type Version } from '../../version.ts'
import type { PodKind, PulledImage } from '../pulled-image.ts'
import type { ImageSlot } from '../image-slot.ts'
import { isUpstream, releaseOf } from '../releases/release.ts'
import { prometheusDefaults, prometheusTraits } from '../releases/prometheus-operator.ts'
import { numbersOf } from '../releases/table.ts'
import { reloaderImages, type MonitoringPods } from './config-reloader.ts'
import type { OperatedResource, RunContext } from './run-context.ts'
import { containerNamed, firstText, firstWritten, referenceOf } from './text-field.ts'

const fact = 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.85.0/pkg/operator/image.go'

type Program = 'prometheus' | 'alertmanager' | 'thanos'

const bases = {
  prometheus: 'quay.io/prometheus/prometheus',
  alertmanager: 'quay.io/prometheus/alertmanager',
  thanos: 'quay.io/thanos/thanos',
} as const

/** A program of the pods: its container, and which fields next to `image` count. */
type ProgramRow = { readonly program: Program; readonly container: string; readonly reads: readonly string[] }

const allFields = ['baseImage', 'sha', 'tag', 'version']

/** The main program of each kind. */
const kinds: { readonly [kind: string]: ProgramRow } = {
  Prometheus: { program: 'prometheus', container: 'prometheus', reads: allFields },
  PrometheusAgent: { program: 'prometheus', container: 'prometheus', reads: ['version'] },
  Alertmanager: { program: 'alertmanager', container: 'alertmanager', reads: allFields },
  ThanosRuler: { program: 'thanos', container: 'thanos-ruler', reads: ['version'] },
}

/** Thanos next to Prometheus. */
const sidecar: ProgramRow = { program: 'thanos', container: 'thanos-sidecar', reads: allFields }

/** The images of a resource of prometheus-operator: its own, Thanos next to Prometheus, and the one that reloads. */
export function monitoringImages(resource: OperatedResource, around: RunContext): readonly PulledImage[] {
  const spec = resource.root.get('spec')
  const kind = kinds[resource.kind]
  if (spec?.mapping === undefined || kind === undefined) return []
  const pods = resource.kind as PodKind
  const running = around.operatorFor('prometheus-operator', resource.namespace, resource)
  const monitoring = { spec, pods, running }
  const thanos = resource.kind === 'Prometheus' ? spec.get('thanos') : undefined
  return [
    imageOf(kind, spec, monitoring),
    ...(thanos?.mapping === undefined ? [] : [imageOf(sidecar, thanos, monitoring)]),
    ...reloaderImages(monitoring),
  ]
}

/**
 * `image` as it is, else the image that the operator puts together. It is only named for the operator where the resource names
 * a version: without one, the operator's own default moves on with the operator, and an image that stays after would not fit it.
 */
function imageOf(row: ProgramRow, owner: Field, monitoring: MonitoringPods): PulledImage {
  const { program, container } = row
  const { spec, pods, running } = monitoring
  const field = firstWritten([
    containerNamed(spec.get('containers'), container)?.get('image'),
    owner.get('image'),
  ])
  const flag = `--${program}-default-base-image`
  const { reference, isByFlag, hasVersion } = joinedImage(
    row,
    owner,
    monitoring,
    running?.arguments.get(flag),
  )
  const slot: ImageSlot = { owner, key: 'image', form: 'text' }
  return {
    operator: 'prometheus-operator',
    version: running?.version,
    component: program,
    container,
    pods,
    fact,
    reference: field === undefined ? reference : referenceOf(field.text),
    origin:
      field !== undefined
        ? { kind: 'field', field }
        : isByFlag
          ? { kind: 'operator', name: flag }
          : { kind: 'default' },
    slot: hasVersion || program === 'thanos' ? slot : undefined,
    remedy: `set spec.version, so that the image can be named for it, or spec.image, or give the operator the argument ${flag}`,
  }
}

/** The base image: as it is with a tag or a digest, else with sha before tag before version. `given` is that of the flag. */
function joinedImage(
  { program, reads }: ProgramRow,
  owner: Field,
  { pods, running }: MonitoringPods,
  given: string | undefined,
): { readonly reference: Reference | undefined; readonly isByFlag: boolean; readonly hasVersion: boolean } {
  const version = releaseOf('prometheus-operator', running?.version)
  const read = (key: string): string | undefined =>
    reads.includes(key) && hasField(pods, key, version) ? firstText([owner.get(key)])?.trim() : undefined
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
  return {
    reference: isKnown ? referenceOf(base + suffix) : undefined,
    isByFlag: read('baseImage') === undefined && Boolean(given),
    hasVersion: sha !== undefined || chosenTag !== undefined,
  }
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
