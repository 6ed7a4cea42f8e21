import type { FieldChange } from './components/field-change.ts'
import type { Statement, Statements } from './components/statements.ts'
import type { Config } from './config/config.ts'
import type { Edit } from './edit/edit.ts'
import type { Origin } from './edit/origin.ts'
import { quote } from './edit/quote.ts'
import type { Text } from './edit/text.ts'
import type { FieldSpec } from './fieldspec/fieldspec.ts'
import type { Manifest } from './manifest/manifest.ts'
import type { Place, Problem } from './problem.ts'
import { formatReference, type Reference } from './reference/reference.ts'
import type { Rule, RuleSet } from './relocation/ruleset.ts'
import type { GroupEdit, ImageGroup, Occurrence, SecretList } from './shape/finding.ts'
import type { Found, Survey } from './survey.ts'

/** One image and where it goes. */
export type Change = {
  readonly source: Reference
  readonly target: Reference
  /** The image as it stood in the text. */
  readonly written: string
  readonly rule: Rule
  /** The image to copy to the target, where values name another one than the stream. */
  readonly copied?: Reference
  /** Whether a tag may be missing on purpose: an operator appends its own. */
  readonly isRepository: boolean
  /** The object the image stands in. */
  readonly object: ObjectName
  readonly container: string | undefined
  /** The row that led to the image; undefined where it was found by the look of it. */
  readonly spec: FieldSpec | undefined
  readonly place: Place
}

/** What an object is called; an empty kind or name was not written. */
export type ObjectName = Pick<Manifest, 'group' | 'kind' | 'name' | 'namespace'>

/** One image that stays as it is, and why. */
export type Unchanged = {
  readonly source: Reference
  readonly written: string
  readonly why: 'already-there' | 'excluded' | 'no-rules'
  readonly isRepository: boolean
  readonly object: ObjectName
  readonly container: string | undefined
  readonly place: Place
}

/** Pull secrets added to one list. */
export type SecretChange = {
  readonly names: readonly string[]
  readonly object: ObjectName
  /** The row that led to the list; undefined where it was found by the look of it. */
  readonly spec: FieldSpec | undefined
  readonly place: Place
}

/** An alias of a rewritten image that is no image itself: it gives way to the text it stood for. */
export type AliasChange = {
  /** The alias as it stood in the text, `*image`. */
  readonly written: string
  /** What stands there now. */
  readonly text: string
  readonly place: Place
}

/** Everything that can ask for a line to change. */
export type Entry = Change | SecretChange | AliasChange | FieldChange | OperatorImage

/** An image that no field of the stream names: an operator will choose it. */
export type OperatorImage = {
  /** The operator, as `cass-operator`, and its version as far as the stream tells. */
  readonly operator: string
  readonly version: string | undefined
  readonly component: string
  readonly source: Reference
  /** Where it goes; undefined when it stays where it is. */
  readonly target: Reference | undefined
  /** Why it stays where it is; absent when it goes, or when no rule fits. */
  readonly why?: Unchanged['why']
  /** Whether the relocated stream makes the operator choose the target. */
  readonly isPinned: boolean
  /** What the knowledge comes from: a link or a file of the operator's repository. */
  readonly fact: string
  /** The object that makes the operator want it. */
  readonly place: Place
}

/** Everything that will change, decided before anything is changed. */
export type Plan = {
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly secrets: readonly SecretChange[]
  readonly aliases: readonly AliasChange[]
  readonly problems: readonly Problem[]
  readonly edits: ReadonlyMap<Text, readonly Edit[]>
  /** Which entry asked for which edits; those that are shared stand with each that shares them. */
  readonly origins: readonly Origin<Entry>[]
}

/**
 * Decide what becomes of everything the survey found; what is said about single components counts before the rules.
 * Pure; nothing is written yet.
 */
export function planRelocation(
  survey: Survey,
  ruleSet: RuleSet,
  config: Pick<Config, 'imagePullSecrets'>,
  statements: Statements,
): Plan {
  const edits = new EditMap()
  const images = planImages(survey, ruleSet, statements, edits)
  const problems = [...images.problems]
  const wanted = (found: Found<SecretList>): readonly string[] => [
    ...config.imagePullSecrets,
    ...statements.secretsFor(found),
  ]
  const secrets = planSecrets(survey, wanted, images.excluded, edits, problems)
  const { changes, unchanged, aliases } = images
  return { changes, unchanged, secrets, aliases, problems, edits: edits.byText, origins: edits.origins }
}

class EditMap {
  readonly byText = new Map<Text, Edit[]>()
  readonly origins: Origin<Entry>[] = []
  add(text: Text, edits: readonly Edit[], entry: Entry): void {
    this.put(text, edits)
    this.join(text, edits, entry)
  }
  /** Edits that several entries share. */
  share(text: Text, edits: readonly GroupEdit[], members: readonly (Entry | undefined)[]): void {
    this.put(text, edits)
    for (const [index, entry] of members.entries()) {
      const own = edits.filter(edit => edit.members === undefined || edit.members.includes(index))
      if (entry !== undefined) this.join(text, own, entry)
    }
  }
  /** An entry that another one's edits serve. */
  join(text: Text, edits: readonly Edit[], entry: Entry): void {
    this.origins.push({ entry, text, edits })
  }
  private put(text: Text, edits: readonly Edit[]): void {
    if (edits.length === 0) return
    const list = this.byText.get(text)
    if (list === undefined) this.byText.set(text, [...edits])
    else list.push(...edits)
  }
}

/** Where the images go that are written together, in the order their group knows them by. */
class GroupMap {
  readonly all: {
    shared: ImageGroup
    place: Place
    first: Occurrence
    targets: (Reference | undefined)[]
    members: (Change | undefined)[]
  }[] = []
  add(finding: Occurrence, change: Change): void {
    if (finding.group === undefined) return
    const { shared, index } = finding.group
    let group = this.all.find(candidate => candidate.shared === shared)
    if (group === undefined) {
      group = { shared, place: change.place, first: finding, targets: [], members: [] }
      this.all.push(group)
    }
    group.targets[index] = change.target
    group.members[index] = change
  }
}

function planImages(
  survey: Survey,
  ruleSet: RuleSet,
  statements: Statements,
  edits: EditMap,
): Omit<Plan, 'secrets' | 'edits' | 'origins'> & { excluded: ReadonlySet<number> } {
  const changes: Change[] = []
  const unchanged: Unchanged[] = []
  const problems: Problem[] = []
  const excluded = new Set<number>()
  const direct = new Set(
    survey.images
      .filter(({ finding }) => finding.alias === undefined)
      .map(({ finding }) => positionOf(finding)),
  )
  const rewritten = new Set<number>()
  const groups = new GroupMap()
  for (const found of survey.images) {
    const { finding, manifest, spec, place } = found
    const source = finding.reference
    const { decision, copied } = statements.decide(found) ?? decideByRules(finding, ruleSet)
    switch (decision.kind) {
      case 'relocated': {
        const written = finding.write(decision.target)
        if (written === undefined) {
          problems.push(inexpressible(finding, decision.target, place))
          break
        }
        const change: Change = {
          source,
          target: decision.target,
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
        groups.add(finding, change)
        const position = positionOf(finding)
        if (finding.alias === undefined) {
          rewritten.add(position)
          edits.add(finding.text, written, change)
        } else if (!direct.has(position)) {
          // What is anchored is no image where it stands: it stays, and the alias gives way to the target.
          const text = quote(formatReference(decision.target), true)
          edits.add(parentOf(finding), [{ ...spanOf(finding.alias), text }], change)
        } else edits.join(finding.text, written, change)
        break
      }
      case 'unchanged':
        if (decision.why === 'excluded') excluded.add(positionOf(finding))
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
          message: `no rule says where ${finding.written} goes`,
          remedy: 'give a --registry for everything, a --mirror or --image for this, or --exclude it',
          place,
        })
        break
      case 'impossible':
        problems.push({ code: 'RULE_INVALID', message: decision.message, remedy: decision.remedy, place })
        break
    }
  }
  for (const { shared, place, first, targets, members } of groups.all) {
    const written = shared.write(Array.from(targets))
    if (written === undefined) problems.push(inexpressible(first, first.reference, place))
    else edits.share(shared.text, written, members)
  }
  const aliases = keepOtherAliases(survey, rewritten, edits)
  return { changes, unchanged, aliases, problems, excluded }
}

function decideByRules({ reference, effective }: Occurrence, ruleSet: RuleSet): Statement {
  const isThere = effective !== undefined && ruleSet.holds(effective)
  return { decision: isThere ? { kind: 'unchanged', why: 'already-there' } : ruleSet.decide(reference) }
}

/** Aliases of a rewritten image that are no images themselves get the text they stood for: nothing else may change. */
function keepOtherAliases(
  survey: Survey,
  rewritten: ReadonlySet<number>,
  edits: EditMap,
): readonly AliasChange[] {
  if (survey.aliases.length === 0) return []
  const changes: AliasChange[] = []
  const images = new Set(survey.images.flatMap(({ finding }) => finding.alias ?? []))
  for (const { text, alias, place } of survey.aliases) {
    const { target } = alias
    if (
      images.has(alias) ||
      target?.type !== 'scalar' ||
      target.style === 'literal' ||
      target.style === 'folded'
    )
      continue
    const value = text.source.slice(target.start, target.end)
    const inner = text.toStream(target.style === 'plain' ? target.start : target.start + 1)
    if (!rewritten.has(inner)) continue
    const change = { written: text.source.slice(alias.start, alias.end), text: value, place }
    changes.push(change)
    edits.add(text, [{ ...spanOf(alias), text: value }], change)
  }
  return changes
}

function planSecrets(
  survey: Survey,
  wantedFor: (found: Found<SecretList>) => readonly string[],
  excluded: ReadonlySet<number>,
  edits: EditMap,
  problems: Problem[],
): readonly SecretChange[] {
  const accounts = survey.secretLists.filter(({ manifest }) => manifest.kind === 'ServiceAccount')
  return survey.secretLists.flatMap(found => {
    const { finding, spec, place } = found
    const wanted = wantedFor(found)
    if (wanted.length === 0) return []
    const { images } = finding
    if (images !== undefined && images.length > 0 && images.every(image => excluded.has(image))) return []
    const carried = finding.names.length === 0 ? carriedOver(found, accounts) : []
    const missing = Array.from(new Set([...carried, ...wanted])).filter(name => !finding.names.includes(name))
    const names = missing.slice(
      0,
      finding.room === undefined ? undefined : Math.max(finding.room - finding.names.length, 0),
    )
    if (names.length < missing.length) problems.push(withoutRoom(missing.slice(names.length), place))
    const changes = finding.add(names)
    if (changes.length === 0) return []
    const change = { names, object: nameOf(found.manifest), spec, place }
    edits.add(finding.text, changes, change)
    return [change]
  })
}

/** A list on the pod hides the one on its service account, so what the account has must come along. */
function carriedOver(found: Found<SecretList>, accounts: readonly Found<SecretList>[]): readonly string[] {
  const { account } = found.finding
  if (account === undefined) return []
  return accounts
    .filter(
      ({ manifest }) =>
        manifest.name === account && sameNamespace(manifest.namespace, found.manifest.namespace),
    )
    .flatMap(({ finding }) => finding.names)
}

/** An object without a namespace is in that of the release, which nobody tells us: it can be any. FIELDMAP §6. */
function sameNamespace(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other
}

function nameOf({ group, kind, name, namespace }: Manifest): ObjectName {
  return { group, kind, name, namespace }
}

function inexpressible(finding: Occurrence, target: Reference, place: Place): Problem {
  return {
    code: finding.isOptional === true ? 'TARGET_LEFT_OUT' : 'TARGET_INEXPRESSIBLE',
    message: `${finding.written} would become ${formatReference(target)}, which cannot be said in these fields`,
    remedy: 'give the registry a path prefix, use the layout preserve, or map this image with --image',
    place,
  }
}

function withoutRoom(names: readonly string[], place: Place): Problem {
  return {
    code: 'SECRET_WITHOUT_ROOM',
    message: `there is room for one pull secret here, so ${names.join(', ')} is left out`,
    remedy: 'put all credentials into one secret, or add the secrets to the service account of the pods',
    place,
  }
}

function positionOf(finding: Occurrence): number {
  return finding.text.toStream(finding.offset)
}

function parentOf(finding: Occurrence): Text {
  return finding.text.parent ?? finding.text
}

function spanOf(node: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start: node.start, end: node.end }
}
