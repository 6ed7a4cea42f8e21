import type { Account } from './account.ts'

/** Pull secrets, and which came first of all. */
type Ordered = Map<string, number>

type Namesakes = {
  count: number
  readonly all: Ordered
  readonly byNamespace: Map<string | undefined, Ordered>
}

/** The service accounts of a run, as pods name them. An account or a pod without a namespace can be in any. */
export class Accounts {
  private readonly byName = new Map<string, Namesakes>()
  private next = 0

  constructor(accounts: readonly Account[]) {
    for (const account of accounts) this.add(account)
  }

  add({ name, namespace, secrets }: Account): void {
    const same: Namesakes = this.byName.get(name) ?? { count: 0, all: new Map(), byNamespace: new Map() }
    const own = same.byNamespace.get(namespace) ?? new Map<string, number>()
    same.count++
    for (const secret of secrets) {
      for (const ordered of [same.all, own]) if (!ordered.has(secret)) ordered.set(secret, this.next)
      this.next++
    }
    this.byName.set(name, same)
    same.byNamespace.set(namespace, own)
  }

  /** How many have this name, in all namespaces. */
  count(name: string): number {
    return this.byName.get(name)?.count ?? 0
  }

  /** Whether a pod of this namespace can mean one. */
  has(name: string, namespace: string | undefined): boolean {
    const { byNamespace } = this.byName.get(name) ?? {}
    if (byNamespace === undefined) return false
    return namespace === undefined || byNamespace.has(namespace) || byNamespace.has(undefined)
  }

  /** The pull secrets of those that a pod of this namespace can mean, each once, in the order of the accounts. */
  secrets(name: string, namespace: string | undefined): readonly string[] {
    const same = this.byName.get(name)
    if (same === undefined) return []
    if (namespace === undefined) return [...same.all.keys()]
    const [own, anywhere] = [same.byNamespace.get(namespace), same.byNamespace.get(undefined)]
    if (own === undefined || anywhere === undefined) return [...((own ?? anywhere)?.keys() ?? [])]
    const both = [...own, ...anywhere].toSorted(([, one], [, other]) => one - other)
    return [...new Set(both.map(([secret]) => secret))]
  }
}
