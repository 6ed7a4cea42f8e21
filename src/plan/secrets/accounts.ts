import type { Account } from './account.ts'

/** Pull secrets, and which came first of all; their names as a list until another one is added. */
type Ordered = { readonly first: Map<string, number>; names?: readonly string[] | undefined }

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
    const same: Namesakes = this.byName.get(name) ?? { count: 0, all: nothing(), byNamespace: new Map() }
    const own = same.byNamespace.get(namespace) ?? nothing()
    same.count++
    for (const secret of secrets) {
      for (const { first } of [same.all, own]) if (!first.has(secret)) first.set(secret, this.next)
      this.next++
    }
    same.all.names = own.names = undefined
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
    if (namespace === undefined) return namesOf(same.all)
    const [own, anywhere] = [same.byNamespace.get(namespace), same.byNamespace.get(undefined)]
    if (own === undefined || anywhere === undefined) return namesOf(own ?? anywhere ?? nothing())
    const both = [...own.first, ...anywhere.first].toSorted(([, one], [, other]) => one - other)
    return [...new Set(both.map(([secret]) => secret))]
  }
}

function nothing(): Ordered {
  return { first: new Map() }
}

/** One list for all pods that ask. */
function namesOf(ordered: Ordered): readonly string[] {
  return (ordered.names ??= [...ordered.first.keys()])
}
