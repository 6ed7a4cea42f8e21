import type { Config } from '../config/config.ts'
import type { Edit } from '../edit/edit.ts'
import type { FindOptions } from '../find/find.ts'
import { offsetOf } from '../manifest/place.ts'
import type { Place, Problem } from '../problem.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import { SimilarDocuments } from './similar-documents.ts'
import type { Entry } from './entry.ts'
import type { StreamFacts } from './facts.ts'
import { isIndependent } from './independent.ts'
import { planDocument } from './plan-document.ts'
import { keepIf, within } from './ranges.ts'
import type { Recorded } from './replay.ts'
import { accountsOf } from './secrets/account.ts'
import { Accounts } from './secrets/accounts.ts'
import { AddedSecrets, namesAdded } from './secrets/added-secrets.ts'

/**
 * What happens to the documents of a stream that were planned as soon as they were read, in their order. It holds none of
 * their values: of 100,000 pods, only the reported changes stay in memory.
 */
export type Settled = Recorded & {
  readonly problems: readonly Problem[]
  /** By their indexes, the documents that came to what another came to, and that other. */
  readonly modelOf: readonly (number | undefined)[]
  /** How many pull secrets they get; more than a run has where it is refused. */
  readonly added: number
}

/** The documents of one stream. */
type Settling = {
  /** Plans a document, where nothing but the rules and the accounts in front of it decides. */
  readonly settle: NonNullable<FindOptions['settle']>
  readonly settled: Settled
  /** Whether a document was settled, and an account that its pods run under came only after it: it has to be read again. */
  readonly reopen: () => FindOptions['isWanted']
}

/**
 * Plans documents one by one, as they are read; undefined where one may depend on any other: chart values speak of all,
 * and a lock counts what it was asked for. With the facts of all streams of a run, its accounts are known beforehand.
 */
export function openSettling(
  config: Config,
  ruleSet: RuleSet,
  facts?: readonly Pick<StreamFacts, 'accounts'>[],
): (() => Settling) | undefined {
  if (config.components.length > 0 || config.lock !== undefined) return undefined
  const accounts = new Accounts(facts?.flatMap(stream => stream.accounts) ?? [])
  return () => new DocumentPlans(config.imagePullSecrets, ruleSet, accounts, facts !== undefined)
}

type Records = { -readonly [key in Exclude<keyof Settled, 'modelOf' | 'added'>]: Settled[key][number][] }

/** Documents, each by its start and its end, that were planned with as many accounts of one name as there were. */
type Asked = { readonly count: number; readonly ranges: number[] }

class DocumentPlans implements Settling {
  private readonly similar: SimilarDocuments
  private readonly secretNames: readonly string[]
  private readonly ruleSet: RuleSet
  /** Those of the run so far. */
  readonly accounts: Accounts
  readonly added = new AddedSecrets()
  private readonly asked = new Map<string, Asked>()
  /** Starts and ends of the documents that a later account affects. */
  private readonly stale: number[] = []
  private readonly records: Records = {
    changes: [],
    unchanged: [],
    secrets: [],
    pods: [],
    problems: [],
    edits: [],
    asked: [],
  }

  private readonly areAccountsKnown: boolean

  constructor(
    secretNames: readonly string[],
    ruleSet: RuleSet,
    accounts: Accounts,
    areAccountsKnown: boolean,
  ) {
    this.secretNames = secretNames
    this.ruleSet = ruleSet
    this.similar = new SimilarDocuments(ruleSet)
    this.accounts = accounts
    this.areAccountsKnown = areAccountsKnown
  }

  readonly settle: Settling['settle'] = {
    recall: (source, document) => {
      // The run is refused: what the rest comes to does not matter.
      if (this.added.isFull) return true
      const known = this.similar.recall(source, document, name => this.countOf(name))
      if (known === undefined) return false
      for (const name of known.accounts) this.ask(name, document.start, document.end)
      const excess = this.excessOf(known.recorded)
      if (excess === undefined) this.record(known.recorded)
      else this.refuse([excess])
      return true
    },
    take: (found, document, isClean) => {
      for (const account of this.areAccountsKnown ? [] : accountsOf(found)) this.accounts.add(account)
      if (!isIndependent(found)) return false
      const asked = new Set(found.secretLists.flatMap(({ finding }) => finding.account ?? []))
      for (const name of asked) this.ask(name, document.start, document.end)
      const { problems, ...recorded } = planDocument(found, this.secretNames, this.ruleSet, this)
      if (this.added.isFull) {
        this.refuse(problems)
        return true
      }
      for (const problem of problems) this.records.problems.push(problem)
      this.record(recorded)
      const isUnknown = [...asked].every(name => this.countOf(name) === 0)
      if (isClean && isUnknown && problems.length === 0)
        this.similar.learn(found, document, recorded, [...asked])
      return true
    },
  }

  reopen(): FindOptions['isWanted'] {
    if (this.added.isFull) return undefined
    for (const [name, { count, ranges }] of this.asked)
      if (count !== this.countOf(name)) for (const offset of ranges) this.stale.push(offset)
    if (this.stale.length === 0) return undefined
    const isStale = within(this.stale)
    const { changes, unchanged, secrets, pods, problems, edits, asked } = this.records
    for (const list of [changes, unchanged, secrets, pods, problems])
      keepIf<{ readonly place?: Place | undefined }>(
        list,
        ({ place }) => place === undefined || !isStale(offsetOf(place)),
      )
    keepIf(edits, ({ start }) => !isStale(start))
    this.added.count = namesAdded(secrets)
    const left = new Set<Entry | Edit>(edits)
    keepIf(asked, (_, index) => left.has(asked[index | 1] as Edit))
    return ({ start }) => isStale(start)
  }

  get settled(): Settled {
    // A document that was read again may have come to something else.
    const modelOf = this.stale.length > 0 ? [] : this.similar.modelOf
    return { ...this.records, modelOf, added: this.added.count }
  }

  private ask(name: string, start: number, end: number): void {
    const count = this.countOf(name)
    const known = this.asked.get(name)
    if (known?.count === count) known.ranges.push(start, end)
    else {
      if (known !== undefined) for (const offset of known.ranges) this.stale.push(offset)
      this.asked.set(name, { count, ranges: [start, end] })
    }
  }

  private countOf(name: string): number {
    return this.accounts.count(name)
  }

  /** What is wrong if a document that is written like an earlier one brings too many pull secrets. */
  private excessOf({ secrets }: Recorded): Problem | undefined {
    const [first] = secrets
    return first === undefined ? undefined : this.added.add(namesAdded(secrets), first.place)
  }

  /** Nothing is written, so nothing is held but what is wrong. */
  private refuse(problems: readonly Problem[]): void {
    const { changes, unchanged, secrets, pods, edits, asked } = this.records
    for (const list of [changes, unchanged, secrets, pods, edits, asked]) list.length = 0
    for (const problem of problems) this.records.problems.push(problem)
  }

  private record({ changes, unchanged, secrets, pods, edits, asked }: Recorded): void {
    const { records } = this
    for (const change of changes) records.changes.push(change)
    for (const image of unchanged) records.unchanged.push(image)
    for (const change of secrets) records.secrets.push(change)
    for (const pod of pods) records.pods.push(pod)
    for (const edit of edits) records.edits.push(edit)
    for (const one of asked) records.asked.push(one)
  }
}
