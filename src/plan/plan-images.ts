import type { ChartOverrides } from './values/overrides.ts'
import type { Alias } from '../yaml/alias.ts'
import { quotePlain } from '../yaml/quote.ts'
import type { Place, Problem } from '../problem.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { leakProblem } from '../rules/leak.ts'
import type { Lock } from '../rules/lock.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import { streamOffsetOf, type Occurrence } from '../find/shapes/finding.ts'
import type { Findings, Found } from '../find/find.ts'
import type { EditMap } from '../edit/edit-map.ts'
import type { Change, Entry, Unchanged } from './entry.ts'
import { nameOf } from './object-name.ts'
import type { DigestAnswer } from '../knowledge/operators/digests.ts'
import { GroupMap } from './group-map.ts'
import { pinByLock } from './pin.ts'
import { unmappedText } from './unmapped.ts'

/** What happens to each image that was found; of those that cannot be moved, nothing. */
export type ImageOutcomes = ReadonlyMap<Occurrence, 'relocated' | Unchanged['why']>

/** What happens to the images. */
export type ImagePlan = {
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  /** Aliases of images that move together with what they stand for. */
  readonly moved: ReadonlySet<Alias>
  readonly problems: readonly Problem[]
  readonly outcomes: ImageOutcomes
}

/**
 * Decide where each image goes, and put down the edits that send it there. `answerOf`: whether a digest of the lock would be
 * pulled where an image was found.
 */
export function planImages(
  findings: Findings,
  ruleSet: RuleSet,
  overrides: ChartOverrides,
  edits: EditMap<Entry>,
  lock?: Lock,
  answerOf?: (found: Found<Occurrence>) => DigestAnswer | undefined,
): ImagePlan {
  const changes: Change[] = []
  const unchanged: Unchanged[] = []
  const problems: Problem[] = []
  const outcomes = new Map<Occurrence, 'relocated' | Unchanged['why']>()
  let direct: ReadonlySet<number> | undefined
  const moved = new Set<Alias>()
  const groups = new GroupMap()
  for (const found of findings.images) {
    const { finding, manifest, spec, place } = found
    const source = finding.reference
    const { decision, copied } = overrides.decide(found) ?? { decision: ruleSet.decide(source) }
    switch (decision.kind) {
      case 'relocated': {
        const { target, locked, ...pin } = pinByLock(
          found,
          copied ?? source,
          decision.target,
          lock,
          answerOf?.(found),
        )
        problems.push(...pin.problems)
        const written = finding.write(target)
        if (written === undefined) {
          problems.push(inexpressible(finding, target, place))
          break
        }
        const change: Change = {
          source,
          target,
          ...(locked === undefined ? {} : { locked }),
          written: finding.written,
          rule: decision.rule,
          ...(copied === undefined ? {} : { copied }),
          isRepository: finding.isRepository,
          object: nameOf(manifest),
          container: finding.container,
          spec,
          place,
        }
        changes.push(change)
        outcomes.set(finding, 'relocated')
        groups.add(finding, change)
        if (finding.alias === undefined) edits.add(finding.text, written, change)
        else if (!(direct ??= directPositions(findings)).has(streamOffsetOf(finding))) {
          // The anchored value is not an image at its own place: it stays, and the alias is replaced by the target.
          const text = quotePlain(formatReference(target), true)
          edits.add(parentOf(finding), [{ ...spanOf(finding.alias), text }], change)
        } else {
          moved.add(finding.alias)
          edits.add(finding.text, written, change)
        }
        break
      }
      case 'unchanged':
        outcomes.set(finding, decision.why)
        unchanged.push({
          source,
          written: finding.written,
          why: decision.why,
          isRepository: finding.isRepository,
          object: nameOf(manifest),
          container: finding.container,
          place,
        })
        break
      case 'unmapped':
        problems.push({
          code: 'IMAGE_UNMAPPED',
          ...unmappedText(finding.written, decision.rule),
          place,
          image: finding.written,
        })
        break
      case 'impossible':
        problems.push({ code: 'RULE_INVALID', message: decision.message, remedy: decision.remedy, place })
        break
    }
  }
  for (const { shared, place, first, targets, members } of groups.all()) {
    const written = shared.write(Array.from(targets))
    if (written === undefined) problems.push(inexpressible(first, first.reference, place))
    else
      for (const write of written) {
        const served = members.filter((_, index) => write.members?.includes(index) ?? true)
        edits.share(
          shared.text,
          [write],
          served.flatMap(member => member ?? []),
        )
      }
  }
  return { changes, unchanged, moved, problems, outcomes }
}

function inexpressible(finding: Occurrence, target: Reference, place: Place): Problem {
  const { written: image, fixed, remedy } = finding
  if (fixed !== undefined) return leakProblem({ image, place, fixed, remedy })
  return {
    code: finding.isOptional === true ? 'TARGET_LEFT_OUT' : 'TARGET_INEXPRESSIBLE',
    message: `${finding.written} would become ${formatReference(target)}, which cannot be expressed in these fields`,
    remedy: 'give the registry a path prefix, use the layout preserve, or map this image with --image',
    place,
    image: finding.written,
  }
}

/** Where images are written themselves, and not through an alias. */
function directPositions({ images }: Findings): ReadonlySet<number> {
  return new Set(
    images.filter(({ finding }) => finding.alias === undefined).map(({ finding }) => streamOffsetOf(finding)),
  )
}

function parentOf(finding: Occurrence): Occurrence['text'] {
  return finding.text.parent ?? finding.text
}

function spanOf(node: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start: node.start, end: node.end }
}
