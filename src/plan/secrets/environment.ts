import type { Findings } from '../../find/find.ts'
import type { SecretProvider } from '../../knowledge/accounts.ts'
import type { StreamFacts } from '../facts.ts'
import { Accounts } from './accounts.ts'
import { AddedSecrets } from './added-secrets.ts'
import { groupBy } from '../group-by.ts'
import { sparedBy, type SpareCounts } from './spare.ts'
import type { ListsByObject } from './lists-by-object.ts'

/** What the streams that share an environment say about pull secrets. */
export type SecretEnvironment = {
  /** The service accounts of the run. */
  readonly accounts: Accounts
  /** The lists of each object of the stream, as they are written. */
  readonly lists: ListsByObject
  /** How many secrets are written into it. */
  readonly added: AddedSecrets
  /** Settings that operators read but that need no secret. */
  readonly spared: ReadonlySet<SecretProvider>
}

/** Gives the environment of a stream, by its place in the run; `added` secrets it has already. */
export type SecretEnvironments = (found: Findings, index: number, added: number) => SecretEnvironment

/**
 * The environment of a stream: the whole run, unless the stream starts an operator itself. Then those that start one too
 * are other environments; only their service accounts apply.
 */
export function secretEnvironments(facts: readonly StreamFacts[]): SecretEnvironments {
  const accounts = new Accounts(facts.flatMap(stream => stream.accounts))
  const all = sparedBy(facts.map(({ spare }) => spare))
  const common: readonly SpareCounts[] = facts.filter(startsNone).map(({ spare }) => spare)
  return (found, index, added) => {
    const own = facts[index]
    const spared =
      own === undefined || startsNone(own) || facts.length === 1 ? all : sparedBy([...common, own.spare])
    let lists: ListsByObject | undefined
    return {
      accounts,
      added: new AddedSecrets(added),
      spared,
      // Without names to add, this is never used.
      get lists() {
        return (lists ??= groupBy(found.secretLists, ({ manifest }) => manifest.root))
      },
    }
  }
}

/** Whether a stream starts no operator. */
function startsNone({ operators }: StreamFacts): boolean {
  return operators.length === 0
}
