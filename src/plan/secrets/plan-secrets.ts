import type { EditMap } from '../../edit/edit-map.ts'
import type { Found, Findings } from '../../find/find.ts'
import type { Occurrence, SecretList } from '../../find/shapes/finding.ts'
import type { Field } from '../../yaml/field.ts'
import { withoutMerges } from '../../yaml/path.ts'
import type { Problem } from '../../problem.ts'
import type { Entry, SecretChange } from '../entry.ts'
import { nameOf } from '../object-name.ts'
import type { Pins } from '../operators/choose-images.ts'
import type { ImageOutcomes } from '../plan-images.ts'
import type { SecretEnvironment } from './environment.ts'
import { groupBy } from '../group-by.ts'
import { allBelow, fieldsAbove, isBelow } from './below.ts'
import { countCopies } from './shared-lists.ts'
import { imagesStartedFor } from './started-pods.ts'
import { withoutRoom } from './without-room.ts'

/** What happens to existing images, and to those that the run writes: pods pull both from the target. */
type MovedImages = { readonly outcomes: ImageOutcomes; readonly pins: Pins }

/** The images of a list: those that are written, and where the run writes others. */
type Served = { readonly images: readonly Found<Occurrence>[]; readonly pins: readonly string[] }

/** What each list of pull secrets of a stream will hold. */
export type SecretPlan = {
  readonly changes: readonly SecretChange[]
  /** The names in each list that was to be changed, after the run. */
  readonly held: ReadonlyMap<Found<SecretList>, readonly string[]>
  readonly problems: readonly Problem[]
}

/**
 * Decide which names each list of pull secrets gets: those that are asked for, and those of its service account, which
 * it would hide. A list gets none whose images all stay where they are, nor what the operator adds to the pods itself.
 * No list gets any where all together get too many.
 */
export function planSecrets(
  { images, secretLists, aliases }: Findings,
  moved: MovedImages,
  namesFor: (found: Found<SecretList>) => readonly string[],
  environment: SecretEnvironment,
  edits: EditMap<Entry>,
): SecretPlan {
  const problems: Problem[] = []
  let imagesOf: ReturnType<typeof imagesByObject> | undefined
  const added = secretLists.flatMap(found => {
    const { finding, manifest, place } = found
    const required = namesFor(found)
    if (required.length === 0 || environment.added.isFull) return []
    const served: Served = {
      images: [
        ...servedBy(finding, (imagesOf ??= imagesByObject(images)).get(manifest.root) ?? []),
        ...imagesStartedFor(found, { images }),
      ],
      pins: pinsServedBy(finding, moved.pins.get(manifest.root) ?? []),
    }
    if (!takesSecrets(found, served, moved.outcomes)) return []
    if (isServedByRow(found, served, environment)) return []
    if (finding.provider !== undefined && environment.spared.has(finding.provider)) return []
    const missing = missingNames(found, required, environment.accounts)
    const room = finding.room === undefined ? undefined : Math.max(finding.room - finding.names.length, 0)
    const names = room === undefined ? missing : missing.slice(0, room)
    if (names.length < missing.length) problems.push(withoutRoom(missing.slice(names.length), place))
    const excess = environment.added.add(names.length, place)
    if (excess !== undefined) problems.push(excess)
    return [{ found, names }]
  })
  if (aliases.length > 0) problems.push(...countCopies(added, environment.added))
  if (environment.added.isFull) return { changes: [], held: new Map(), problems }
  const held = new Map<Found<SecretList>, readonly string[]>()
  const changes = added.flatMap(({ found, names }) => {
    const { finding, manifest, spec, place } = found
    const writes = finding.add(names)
    held.set(found, finding.names.length === 0 ? names : [...finding.names, ...names])
    if (writes.length === 0) return []
    const change = { names, object: nameOf(manifest), spec, place }
    edits.add(finding.text, writes, change)
    return [change]
  })
  return { changes, held, problems }
}

/** Which of the required names, and of those of its account, a list does not have yet. */
function missingNames(
  found: Found<SecretList>,
  required: readonly string[],
  accounts: SecretEnvironment['accounts'],
): readonly string[] {
  const { names, supplied = [] } = found.finding
  const carried = names.length === 0 ? carriedOver(found, accounts) : []
  const there = new Set([...names, ...supplied])
  const all =
    carried.length === 0 && required.length === 1 ? required : [...new Set([...carried, ...required])]
  return there.size === 0 ? all : all.filter(name => !there.has(name))
}

/** The images that are pulled with the secrets of a list. */
export function servedBy(
  list: SecretList,
  images: readonly Found<Occurrence>[],
): readonly Found<Occurrence>[] {
  return list.serves === undefined ? [] : allBelow(images, pathOfImage, list.serves)
}

function pathOfImage({ finding }: Found<Occurrence>): string {
  return finding.path
}

function pinsServedBy(list: SecretList, pins: readonly string[]): readonly string[] {
  return list.serves === undefined ? [] : allBelow(pins, path => path, list.serves)
}

/** Images by the object they are in. */
export function imagesByObject(
  images: readonly Found<Occurrence>[],
): ReadonlyMap<Field, readonly Found<Occurrence>[]> {
  return groupBy(images, ({ manifest }) => manifest.root)
}

/** A row tells that pods get the secrets, whatever images they have; a guess needs an image to be touched. */
function takesSecrets(
  { finding, spec }: Found<SecretList>,
  { images, pins }: Served,
  outcomes: ImageOutcomes,
): boolean {
  const isEmpty = images.length === 0 && pins.length === 0
  const isExcluded =
    !isEmpty && pins.length === 0 && images.every(image => outcomes.get(image.finding) === 'excluded')
  if (finding.isGuess === true) return !isEmpty && !isExcluded
  return !isExcluded || spec?.shape === 'pull-secrets'
}

/**
 * Whether a row knows the list that these images are pulled with: then the schema is known, and has no room for another
 * list inside of it.
 */
function isServedByRow(
  { finding, manifest, spec: own }: Found<SecretList>,
  { images, pins }: Served,
  { lists }: SecretEnvironment,
): boolean {
  if (finding.isGuess !== true || finding.isMissing !== true || own?.shape === 'pull-secrets') return false
  const fields = fieldsServedByRows(lists.get(manifest.root) ?? none)
  const [first, ...others] = [...images.map(pathOfImage), ...pins].map(withoutMerges)
  if (first === undefined) return fields.size > 0
  return fieldsAbove(first).some(field => fields.has(field) && others.every(path => isBelow(path, field)))
}

const none: readonly Found<SecretList>[] = []

/** Every list of an object that is a guess asks. */
const served = new WeakMap<readonly Found<SecretList>[], ReadonlySet<string | undefined>>()

function fieldsServedByRows(lists: readonly Found<SecretList>[]): ReadonlySet<string | undefined> {
  const known = served.get(lists)
  if (known !== undefined) return known
  const rows = lists.filter(({ spec }) => spec?.shape === 'pull-secrets')
  const fields = new Set(
    rows.map(({ finding: { serves } }) => (serves === undefined ? undefined : withoutMerges(serves))),
  )
  served.set(lists, fields)
  return fields
}

/** A list on the pod hides the one on its service account, so what the account has must come along. */
function carriedOver(
  { finding: { account }, manifest }: Found<SecretList>,
  accounts: SecretEnvironment['accounts'],
): readonly string[] {
  return account === undefined ? [] : accounts.secrets(account, manifest.namespace)
}
