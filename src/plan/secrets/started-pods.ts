import type { Found, Findings } from '../../find/find.ts'
import type { Occurrence, SecretList } from '../../find/shapes/finding.ts'
import {
  choosingProgramOf,
  isSetting,
  type ChoosingProgram,
} from '../../knowledge/operators/choosing/choosing.ts'
import type { StartedPods } from '../../knowledge/operators/choosing/programs.ts'
import { argumentsOf } from '../../knowledge/operators/running-operator.ts'
import { isInRange, parseVersion } from '../../knowledge/version.ts'
import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { nameOf } from '../object-name.ts'
import { holdsAny, isPulled, type PodQuestion, type PodSecrets } from './pod-question.ts'

/** A program of a stream that starts pods elsewhere, and the images that a setting gives them. */
type Started = {
  readonly program: ChoosingProgram & { readonly pods: StartedPods }
  readonly container: Found<Occurrence>
  readonly images: readonly Found<Occurrence>[]
}

/** Several parts of a plan ask the same stream. */
const known = new WeakMap<readonly Found<Occurrence>[], readonly Started[]>()

function startedIn({ images }: Pick<Findings, 'images'>): readonly Started[] {
  let started = known.get(images)
  if (started === undefined) {
    started = images.flatMap((container): readonly Started[] => {
      const { parent, reference } = container.finding
      const program = parent === undefined ? undefined : choosingProgramOf(reference)
      if (parent === undefined || program?.pods === undefined) return []
      const values = [...argumentsOf(parent)].flatMap(([flag, value]) =>
        isSetting(program, flag) ? value : [],
      )
      const given = images.filter(
        ({ finding, manifest }) =>
          isSetting(program, finding.path) ||
          (manifest === container.manifest && values.includes(finding.written)),
      )
      return [{ program: { ...program, pods: program.pods }, container, images: given }]
    })
    known.set(images, started)
  }
  return started
}

/** The images of pods that a program of the stream starts, and that take the secrets of a list: where its version reads it. */
export function imagesStartedFor(
  { spec }: Found<SecretList>,
  findings: Pick<Findings, 'images'>,
): readonly Found<Occurrence>[] {
  if (spec?.needs === undefined) return []
  return startedIn(findings)
    .filter(
      ({ program: { pods }, container }) =>
        pods.group === spec.group && reads(pods, spec, container) === true,
    )
    .flatMap(({ images }) => images)
}

/** Where the pods get their pull secrets that programs of a stream start elsewhere. */
export function startedPods(question: PodQuestion): readonly PodSecrets[] {
  return startedIn(question.found).flatMap(({ program, container, images }): readonly PodSecrets[] => {
    if (!images.some(image => isPulled(image, question))) return []
    const { pods, component } = program
    const { manifest, place } = container
    const lists = question.found.secretLists.filter(({ spec }) => spec?.group === pods.group)
    const isGiven =
      lists.length > 0 &&
      lists.every(list => holdsAny(list, question) && reads(pods, list.spec, container) !== false)
    const common = {
      object: nameOf(manifest),
      namespace: undefined,
      pods: component,
      keepsImages: false,
      isKnown: true,
    }
    const [by = ''] = lists.flatMap(({ spec }) => spec?.path ?? [])
    if (isGiven) return [{ ...common, from: 'list', by, place }]
    // Of the lists that the objects have room for, or of all.
    const own = pods.lists.filter(({ path }) => lists.some(({ spec }) => spec?.path === path))
    const fields = (own.length === 0 ? pods.lists : own).map(list => ({
      ...list,
      isRead: reads(pods, list, container),
    }))
    return [{ ...common, from: 'nobody', by: pods.account, started: { ...pods, fields }, place }]
  })
}

/** Whether the version of a program reads a list; undefined where it is not known. */
function reads(
  { lists }: StartedPods,
  list: { readonly path: string } | undefined,
  { finding }: Found<Occurrence>,
): boolean | undefined {
  const version = parseVersion(finding.reference.tag ?? '')
  const row = lists.find(({ path }) => path === list?.path)
  return version === undefined || row === undefined ? undefined : isInRange(version, `>=${row.since}`)
}

/** What the user has to do for such pods. */
export function startedProblem(
  pod: PodSecrets & Pick<Required<PodSecrets>, 'started'>,
  names: readonly string[],
): Problem {
  const { started, pods = '', by, place } = pod
  const { program, where, objects, fields } = started
  const open = fields
    .filter(({ isRead }) => isRead !== false)
    .map(({ path, since, isRead }) => path + (isRead === undefined ? ` (from ${program} ${since} on)` : ''))
  const field = open.length === 0 ? '' : `set ${open.join(' and ')} of ${objects}, or `
  return {
    code: 'SECRET_BY_ACCOUNT',
    message: `${program} starts pods of ${pods} in ${where}, and nothing in this stream gives them pull secrets`,
    remedy: `${field}add ${names.map(name => printable(name)).join(', ')} to the service account ${by} there`,
    scope: 'run',
    place,
  }
}
