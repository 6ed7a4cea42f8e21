import type { Field } from '../../../yaml/field.ts'
import { isInRange, type Version } from '../../version.ts'
import { chooseImageConfig, type ImageConfig, type ImageConfigParts } from '../image-config/image-config.ts'
import type { PodKind, PulledImage } from '../pulled-image.ts'
import type { ImageOrigin, ImageSlot } from '../image-slot.ts'
import { releaseOf } from '../releases/release.ts'
import { operatorConstants, operatorTraits } from '../releases/k8ssandra-operator.ts'
import { factOf, type Since } from '../releases/table.ts'
import type { RunningOperator } from '../running-operator.ts'
import { mergeImageObjects, type SchemaDefaults } from './image-object.ts'
import type { RunContext } from './run-context.ts'
import { firstText, firstWritten, referenceOf } from './text-field.ts'

const fact = 'https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/pkg/images/images.go'

/** What fills up an image object, and where it comes from. */
type OtherParts = { readonly parts: ImageConfigParts; readonly from: 'image-config' | 'code' }

type ImageOf = Omit<PulledImage, 'operator' | 'version' | 'fact' | 'remedy' | 'reference' | 'origin' | 'slot'>

/** One version of k8ssandra-operator, with what it reads besides resources: the images it makes of fields. */
export class K8ssandraOperator {
  readonly running: RunningOperator | undefined
  readonly config: ImageConfig | undefined
  private readonly version: Version | undefined
  private readonly logger: string | undefined

  constructor(namespace: string | undefined, around: RunContext) {
    this.running = around.operatorFor('k8ssandra-operator', namespace)
    this.version = releaseOf('k8ssandra-operator', this.running?.version)
    this.config = chooseImageConfig(
      'k8ssandra-operator',
      this.version,
      around.imageConfigsFor('k8ssandra-operator', namespace),
    )
    const cassOperator = releaseOf('cass-operator', around.operatorFor('cass-operator', namespace)?.version)
    this.logger =
      this.config?.image('system-logger') ??
      chooseImageConfig(
        'cass-operator',
        cassOperator,
        around.imageConfigsFor('cass-operator', namespace),
      )?.image('system-logger')
  }

  /** Whether a trait holds; undefined while the version is not known. */
  has(trait: keyof typeof operatorTraits): boolean | undefined {
    return this.version === undefined ? undefined : isInRange(this.version, operatorTraits[trait])
  }

  constant(component: keyof typeof operatorConstants): string | undefined {
    const rows: readonly Since<string>[] = operatorConstants[component]
    return this.version === undefined ? undefined : factOf(rows, this.version)
  }

  /** An image of a text field, `fields` the strongest first, else `otherwise`. */
  text(
    image: ImageOf,
    fields: readonly (Field | undefined)[],
    slot: ImageSlot | undefined,
    otherwise: { readonly text: string | undefined; readonly path?: string },
    remedy = nameIt,
  ): PulledImage {
    const field = firstWritten(fields)
    const { text, path } = field === undefined ? otherwise : { text: field.text, path: undefined }
    const origin: ImageOrigin =
      field !== undefined
        ? { kind: 'field', field }
        : path === undefined
          ? { kind: 'default' }
          : { kind: 'image-config', path }
    return { ...this.base(image, remedy), reference: referenceOf(text), origin, slot }
  }

  /** An image of image objects, the strongest first, which `slot` is the first of. */
  object(
    image: ImageOf,
    objects: readonly (Field | undefined)[],
    slot: ImageSlot,
    whole: ImageConfigParts | undefined,
    constants: OtherParts | undefined,
  ): PulledImage {
    const field = objects.find(object => object?.mapping !== undefined)
    const schema: SchemaDefaults = {
      whole,
      ...(this.has('schemaHasRegistry') === true ? { registry: 'docker.io' } : {}),
    }
    const base = constants === undefined ? undefined : { registry: this.registry, ...constants.parts }
    const isComplete = base !== undefined || isWhole(objects)
    const reference = isComplete
      ? mergeImageObjects(objects, schema, base ?? { registry: this.registry })
      : undefined
    const origin: ImageOrigin =
      field !== undefined
        ? { kind: 'object', field }
        : constants?.from === 'image-config'
          ? { kind: 'image-config', path: `images/${image.component}` }
          : { kind: 'default' }
    const secret = firstText(objects.slice(1).map(object => object?.get('pullSecretRef')?.get('name')))
    return {
      ...this.base(image, nameIt),
      reference,
      origin,
      slot: secret === undefined ? slot : { ...slot, secret },
    }
  }

  /** What an object of Reaper or Medusa lacks: from the ImageConfig, else from the code. */
  partsOf(component: 'reaper' | 'medusa', repository: string, name: string): OtherParts | undefined {
    if (this.has('readsImageConfig') !== false && this.config !== undefined) {
      const parts = this.config.parts(component)
      return parts && { parts, from: 'image-config' }
    }
    const tag = this.constant(component)
    return tag === undefined ? undefined : { parts: { repository, name, tag }, from: 'code' }
  }

  /** Vector next to Reaper and Stargate. */
  get vector(): { readonly text: string | undefined; readonly path?: string } {
    if (this.has('vectorIsLogger') === true) return { text: this.logger, path: 'images/system-logger' }
    return { text: this.constant('vector') }
  }

  /** A registry in front of images of the code, which a variable changes. */
  private get registry(): string {
    const isRead = this.has('readsVariables') === true
    return (isRead ? this.running?.variables.get('DEFAULT_REGISTRY') : undefined) || 'docker.io'
  }

  private base(image: ImageOf, remedy: string): Omit<PulledImage, 'reference' | 'origin' | 'slot'> {
    return { ...image, operator: 'k8ssandra-operator', version: this.running?.version, fact, remedy }
  }
}

const nameIt = 'name the image in the resource'

/** Whether objects together name an image without anybody's help; a tag that is missing is `latest`. */
function isWhole(objects: readonly (Field | undefined)[]): boolean {
  return ['repository', 'name'].every(key => firstText(objects.map(object => object?.get(key))) !== undefined)
}

/** An image with its container and pods, as `text` and `object` want it. */
export function imageOf(component: string, container: string, pods: PodKind): ImageOf {
  return { component, container, pods }
}
