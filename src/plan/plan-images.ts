import type { ChartOverrides } from './values/overrides.ts'
import type { Alias } from '../yaml/alias.ts'
import type { Place, Problem } from '../problem.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { leakProblem } from '../rules/leak.ts'
import type { Lock } from '../rules/lock.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import { streamOffsetOf, type Occurrence } from '../find/shapes/finding.ts'
import type { Findings, Found } from '../find/find.ts'
import type { EditMap } from '../edit/edit-map.ts'
import type { Write } from '../edit/write.ts'
import { AliasMoves } from './alias-moves.ts'
import type { Change, Entry, Unchanged } from './entry.ts'
import { nameOf } from './object-name.ts'
import type { DigestAnswer } from '../knowledge/operators/digests.ts'
import { GroupMap } from './group-map.ts'
import { pinByLock, type Pin } from './pin.ts'
import { unmapped } from './unmapped.ts'

/** What happens to each image that was found; of those that cannot be moved, nothing. */
export type ImageOutcomes = ReadonlyMap<Occurrence, 'relocated' | Unchanged['why']>

/** What happens to the images. */
type ImagePlan = {
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
  const planner = new ImagePlanner(findings, edits)
  for (const found of findings.images) {
    const { finding, place } = found
    const source = finding.reference
    const { decision, copied } = overrides.decide(found) ?? { decision: ruleSet.decide(source) }
    switch (decision.kind) {
      case 'relocated': {
        const pin = pinByLock(found, copied ?? source, decision.target, lock, answerOf?.(found))
        planner.move(found, decision.rule, copied, pin)
        break
      }
      case 'unchanged':
        planner.keep(found, decision.why)
        break
      case 'unmapped':
        planner.problems.push(unmapped(finding.written, decision.rule, place))
        break
      case 'impossible':
        planner.problems.push({
          code: 'RULE_INVALID',
          message: decision.message,
          remedy: decision.remedy,
          place,
        })
        break
    }
  }
  planner.moveGroups()
  planner.moveAliases()
  return planner
}

class ImagePlanner implements ImagePlan {
  readonly changes: Change[] = []
  readonly unchanged: Unchanged[] = []
  readonly moved = new Set<Alias>()
  readonly problems: Problem[] = []
  readonly outcomes = new Map<Occurrence, 'relocated' | Unchanged['why']>()
  private readonly findings: Findings
  private readonly edits: EditMap<Entry>
  private readonly groups = new GroupMap()
  private readonly aliases = new AliasMoves()
  private direct: ReadonlySet<number> | undefined

  constructor(findings: Findings, edits: EditMap<Entry>) {
    this.findings = findings
    this.edits = edits
  }

  move(
    { finding, manifest, spec, place }: Found<Occurrence>,
    rule: Change['rule'],
    copied: Reference | undefined,
    { target, locked, problems }: Pin,
  ): void {
    this.problems.push(...problems)
    const written = finding.write(target)
    if (written === undefined) {
      this.problems.push(inexpressible(finding, target, place))
      return
    }
    const change: Change = {
      source: finding.reference,
      target: finding.pulled?.(target) ?? target,
      ...(locked === undefined ? {} : { locked }),
      written: finding.written,
      rule,
      ...(copied === undefined ? {} : { copied }),
      isRepository: finding.isRepository,
      object: nameOf(manifest),
      container: finding.container,
      spec,
      place,
    }
    this.changes.push(change)
    this.outcomes.set(finding, 'relocated')
    this.groups.add(finding, change)
    this.write(finding, written, change)
  }

  keep({ finding, manifest, place }: Found<Occurrence>, why: Unchanged['why']): void {
    this.outcomes.set(finding, why)
    this.unchanged.push({
      source: finding.reference,
      written: finding.written,
      why,
      isRepository: finding.isRepository,
      object: nameOf(manifest),
      container: finding.container,
      place,
    })
  }

  /** Writes images that share fields, once it is known where all of them go. */
  moveGroups(): void {
    for (const { shared, place, first, targets, members } of this.groups.all()) {
      const written = shared.write([...targets])
      if (written === undefined) {
        const target = targets.find(one => one !== undefined)
        this.problems.push(inexpressible(first, target ?? first.reference, place))
        continue
      }
      for (const write of written) {
        const served = members.filter((_, index) => write.members?.includes(index) ?? true)
        this.edits.share(
          shared.text,
          [write],
          served.flatMap(member => member ?? []),
        )
      }
    }
  }

  moveAliases(): void {
    this.aliases.write(this.edits, this.moved)
  }

  private write(finding: Occurrence, written: readonly Write[], change: Change): void {
    const { alias } = finding
    if (alias === undefined) this.edits.add(finding.text, written, change)
    else this.aliases.add(alias, { finding, written, change, isDirect: this.isDirect(finding) })
  }

  /** Whether what an alias stands for is an image at its own place, too. */
  private isDirect(finding: Occurrence): boolean {
    this.direct ??= directOffsets(this.findings)
    return this.direct.has(streamOffsetOf(finding))
  }
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
function directOffsets({ images }: Findings): ReadonlySet<number> {
  return new Set(
    images.flatMap(({ finding }) => (finding.alias === undefined ? [streamOffsetOf(finding)] : [])),
  )
}
