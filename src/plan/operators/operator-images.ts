import type { EditMap } from '../../edit/edit-map.ts'
import type { Write } from '../../edit/write.ts'
import type { FieldSpec } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { OperatorDefault } from '../../knowledge/operators/operator-default.ts'
import { defaultsOf } from '../../knowledge/operators/operator-defaults.ts'
import { lastComponent, type Operator } from '../../knowledge/operators/operator.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { placeOfField } from '../../manifest/place.ts'
import type { Entry, OperatorImage } from '../plan.ts'
import type { Place, Problem } from '../../problem.ts'
import { parseReference } from '../../reference/parse.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import type { RuleSet } from '../../rules/ruleset.ts'
import type { Findings } from '../../find/find.ts'
import type { Context } from './context.ts'
import { pinImage } from './pin.ts'
import { operatorsOf, unknownVersions } from './running.ts'
import { serverImagesOf } from './server-image.ts'
import { isWritten, applicableDefaults, writtenAt } from './applicable-defaults.ts'

/** What operators will pull although no field names it, and what cannot be helped. */
export type OperatorPlan = {
  readonly images: readonly OperatorImage[]
  readonly problems: readonly Problem[]
}

/**
 * Derive from the operators in a stream (their images tell which and which version) and from its custom resources what
 * will be pulled besides. Where a safe field exists and the resource is in the stream, the target is pinned in it.
 */
export function planOperatorImages(
  survey: Findings,
  fieldSpecs: readonly FieldSpec[],
  ruleSet: RuleSet,
  pullSecrets: readonly string[],
  context: Context,
  edits: EditMap<Entry>,
): OperatorPlan {
  const images: OperatorImage[] = []
  const own = operatorsOf(survey)
  const running = own.length > 0 ? own : context.running
  const problems: Problem[] = [...unknownVersions(running, survey)]
  const { configured } = context
  const pinned = new Set<string>()
  for (const { operator, place } of running) {
    const rows = defaultsOf(operator.operator, operator.version ?? '')
    const add = (row: OperatorDefault, where: Place, manifest?: Manifest): void => {
      const chosen = row.reference === undefined ? undefined : parseReference(row.reference)
      const source = chosen === undefined || isRefusal(chosen) ? undefined : withTag(chosen, row, manifest)
      if (source === undefined || row.reference?.includes('{') === true) return
      const decision = ruleSet.decide(source)
      const target = decision.kind === 'relocated' ? decision.target : undefined
      // Two versions of an operator in one stream want the same field: the first that asks has it.
      const field = `${manifest?.text.toStream(manifest.root.start)} ${row.pinnedBy?.path}`
      const isFree = !pinned.has(field)
      const pin =
        isFree && target && manifest
          ? pinOf(row, fieldSpecs, manifest, source, target, pullSecrets[0])
          : undefined
      if (manifest && !isFree) return
      if (pin) pinned.add(field)
      const { operator: name, version } = operator
      const isPinned = pin !== undefined
      const image: OperatorImage = {
        operator: name,
        version,
        component: row.component,
        source,
        target,
        ...(decision.kind === 'unchanged' ? { why: decision.why } : {}),
        isPinned,
        fact: row.source,
        place: isPinned && row.pinnedBy ? placeOfField(where, row.pinnedBy.path) : where,
      }
      images.push(image)
      if (pin && manifest) edits.add(manifest.text, pin, image)
      if (target && manifest && !isPinned) problems.push(unpinned(row, operator, target, where))
    }
    const kinds = new Set(rows.map(row => `${row.wantedBy.group}/${row.wantedBy.kind}`))
    for (const kind of kinds) {
      const objects = survey.objects.filter(({ manifest }) => `${manifest.group}/${manifest.kind}` === kind)
      const ofKind = rows.filter(row => `${row.wantedBy.group}/${row.wantedBy.kind}` === kind)
      for (const { manifest, place: where } of objects) {
        for (const row of applicableDefaults(ofKind, manifest)) {
          if (!isNamed(row, manifest, configured) && !isGivenByFlag(row, context)) add(row, where, manifest)
        }
      }
      // Without the resource in the stream, what the operator would take for it still belongs to the copy job.
      if (objects.length === 0 && own.length > 0) {
        for (const row of ofKind) {
          if (!configured.has(row.imageConfig ?? '') && !isGivenByFlag(row, context)) add(row, place)
        }
      }
    }
  }
  return { images: distinct([...images, ...serverImagesOf(survey, ruleSet)]), problems }
}

function isNamed(row: OperatorDefault, manifest: Manifest, configured: ReadonlySet<string>): boolean {
  if (row.imageConfig !== undefined && configured.has(row.imageConfig)) return true
  if (row.namedBy !== undefined && isWritten(manifest, row.namedBy)) return true
  return (
    row.pinnedBy?.kind === manifest.kind &&
    row.pinnedBy.group === manifest.group &&
    isWritten(manifest, row.pinnedBy.path)
  )
}

/** What prometheus-operator takes by default can be given by a flag; the survey has read it. */
function isGivenByFlag(row: OperatorDefault, context: Context): boolean {
  const reference = parseReference(row.reference ?? '')
  if (row.operator !== 'prometheus-operator' || isRefusal(reference)) return false
  return context.arguments.has(lastComponent(reference.repository))
}

/** The tag is the object's own where the operator reads it there. */
function withTag(reference: Reference, row: OperatorDefault, manifest: Manifest | undefined): Reference {
  for (const path of manifest === undefined ? [] : (row.tagFrom ?? [])) {
    const tag = writtenAt(manifest, path)
    if (tag !== undefined) return { ...reference, tag }
  }
  return reference
}

function pinOf(
  row: OperatorDefault,
  fieldSpecs: readonly FieldSpec[],
  manifest: Manifest,
  source: Reference,
  target: Reference,
  secret: string | undefined,
): readonly Write[] | undefined {
  const { pinnedBy } = row
  if (pinnedBy === undefined || pinnedBy.kind !== manifest.kind || pinnedBy.group !== manifest.group)
    return undefined
  const spec = fieldSpecs.find(
    ({ group, kind, path }) => group === pinnedBy.group && kind === pinnedBy.kind && path === pinnedBy.path,
  )
  return spec === undefined ? undefined : pinImage(manifest, spec, source, target, secret)
}

function unpinned(
  row: OperatorDefault,
  { operator, version }: Operator,
  target: Reference,
  place: Place,
): Problem {
  return {
    code: 'OPERATOR_IMAGE_UNPINNED',
    message: `${operator} ${version ?? ''} will pull ${row.reference} for ${row.component}, and no field here can make it ${formatReference(target)}`,
    remedy:
      row.remedy ?? "render the operator's ImageConfig with the operator, or mirror the image on the nodes",
    place,
    image: row.reference,
  }
}

function distinct(images: readonly OperatorImage[]): readonly OperatorImage[] {
  const seen = new Set<string>()
  return images.filter(image => {
    const key = `${image.component} ${formatReference(image.source)} ${image.place.object}`
    return !seen.has(key) && seen.add(key)
  })
}
