import type { Config } from '../config/config.ts'
import type { Edit } from '../edit/edit.ts'
import { EditMap } from '../edit/edit-map.ts'
import type { Findings, FindOptions } from '../find/find.ts'
import { offsetOf, settlePlace } from '../manifest/place.ts'
import type { Place, Problem } from '../problem.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import type { Change, Entry, SecretChange, Unchanged } from './entry.ts'
import { planImages } from './plan-images.ts'
import { refusedEdit } from './refused-edit.ts'
import { accountsOf, type Account } from './secrets/account.ts'
import type { SecretEnvironment } from './secrets/environment.ts'
import { groupBy } from './secrets/group.ts'
import { planSecrets } from './secrets/plan-secrets.ts'
import type { PodSecrets } from './secrets/pod-question.ts'
import { podsOf } from './secrets/pods.ts'
import type { ListsByObject } from './secrets/spare.ts'
import { keepIf, within } from './ranges.ts'
import { isIndependent } from './independent.ts'
import { noOverrides } from './values/overrides.ts'

/**
 * What becomes of the documents of a stream that were planned as soon as they were read, in their order. It holds none of
 * their values: of 100,000 pods, only what is told of them and done to them stays.
 */
export type Settled = {
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly secrets: readonly SecretChange[]
  readonly pods: readonly PodSecrets[]
  readonly problems: readonly Problem[]
  readonly edits: readonly Edit[]
  /** What asks for an edit, and the edit, in turns. */
  readonly asked: readonly (Entry | Edit)[]
}

/** The documents of one stream. */
export type Settling = {
  /** Plans a document, where nothing but the rules and the accounts in front of it decides. */
  readonly settle: NonNullable<FindOptions['settle']>
  readonly settled: Settled
  /** Whether a document was settled, and an account that its pods run under came only behind it: it has to be read again. */
  readonly reopen: () => FindOptions['isWanted']
}

/**
 * Plans documents one by one, as they are read; undefined where one may depend on any other: chart values speak of all,
 * and a lock counts what it was asked for.
 */
export function openSettling(config: Config, ruleSet: RuleSet): (() => Settling) | undefined {
  if (config.components.length > 0 || config.lock !== undefined) return undefined
  const accounts = new Map<string, Account[]>()
  return () => new DocumentPlans(config.imagePullSecrets, ruleSet, accounts)
}

type Records = { -readonly [key in keyof Settled]: Settled[key][number][] }

/** Documents, each by its start and its end, that were planned with as many accounts of one name as there were. */
type Asked = { readonly count: number; readonly ranges: number[] }

class DocumentPlans implements Settling {
  private readonly secretNames: readonly string[]
  private readonly ruleSet: RuleSet
  /** Those of the run so far, by name. */
  private readonly accounts: Map<string, Account[]>
  private readonly asked = new Map<string, Asked>()
  /** Starts and ends of the documents that an account behind them has something to say about. */
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

  constructor(secretNames: readonly string[], ruleSet: RuleSet, accounts: Map<string, Account[]>) {
    this.secretNames = secretNames
    this.ruleSet = ruleSet
    this.accounts = accounts
  }

  readonly settle: Settling['settle'] = (found, { start, end }) => {
    for (const account of accountsOf(found)) {
      const known = this.accounts.get(account.name)
      if (known === undefined) this.accounts.set(account.name, [account])
      else known.push(account)
    }
    if (!isIndependent(found)) return false
    for (const { finding } of found.secretLists)
      if (finding.account !== undefined) this.ask(finding.account, start, end)
    this.plan(found)
    return true
  }

  reopen(): FindOptions['isWanted'] {
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
    const left = new Set<Entry | Edit>(edits)
    keepIf(asked, (_, index) => left.has(asked[index | 1] as Edit))
    return ({ start }) => isStale(start)
  }

  get settled(): Settled {
    return this.records
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
    return this.accounts.get(name)?.length ?? 0
  }

  private plan(found: Findings): void {
    const { secretNames, accounts, records } = this
    let ofObjects: ListsByObject | undefined
    const environment: SecretEnvironment = {
      accounts,
      spared: nothing,
      get lists() {
        return (ofObjects ??= groupBy(found.secretLists, ({ manifest }) => manifest.root))
      },
    }
    const map = new EditMap<Entry>()
    const images = planImages(found, this.ruleSet, noOverrides, map)
    const lists = planSecrets(found, images.fates, () => secretNames, environment, map)
    const { edits, byEntry, refused } = map.compose()
    const { fates } = images
    const question = { ...alone, found, fates, lists, environment, secretNames }
    for (const { place } of found.images) settlePlace(place)
    for (const { place } of found.secretLists) settlePlace(place)
    for (const change of images.changes) records.changes.push(change)
    for (const image of images.unchanged) records.unchanged.push(image)
    for (const problem of images.problems) records.problems.push(problem)
    for (const change of lists.changes) records.secrets.push(change)
    for (const problem of lists.problems) records.problems.push(problem)
    for (const entry of refused) records.problems.push(refusedEdit(entry))
    for (const edit of edits) records.edits.push(edit)
    for (const [entry, own] of byEntry) for (const edit of own) records.asked.push(entry, edit)
    if (secretNames.length > 0) for (const pods of podsOf(question)) records.pods.push(pods)
  }
}

const nothing: ReadonlySet<never> = new Set()

/** What no operator has a part in. */
const alone = {
  operatorImages: [],
  operated: [],
  supplied: () => false,
  wasSupplied: () => false,
  named: new Map<never, never>(),
} as const
