import type { Found, Findings } from '../../find/find.ts'
import type { SecretList } from '../../find/shapes/finding.ts'
import { podAccountsOf, type PodAccount, type SecretProvider } from '../../knowledge/accounts.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Mapping } from '../../yaml/node.ts'
import { operatorsOf } from '../operators/running.ts'
import { accountsOf, type Account } from './account.ts'

/** What the streams that share an environment say about pull secrets. */
export type SecretEnvironment = {
  /** The service accounts of the run, by name. */
  readonly accounts: ReadonlyMap<string, readonly Account[]>
  /** The lists of each object, as they are written. */
  readonly lists: ReadonlyMap<Mapping, readonly Found<SecretList>[]>
  /**
   * What operators read but need not be told: every pod that would get secrets from there has a list of its own in the
   * run, and in both places they would be in the pods twice.
   */
  readonly spared: ReadonlySet<SecretProvider>
}

/**
 * The environment of a stream: the whole run, unless the stream starts an operator itself. Then those that start one too
 * are other environments, of which only the service accounts count.
 */
export function secretEnvironments(streams: readonly Findings[]): readonly SecretEnvironment[] {
  const accounts = groupBy(accountsOf(streams), ({ name }) => name)
  const starts = streams.map(found => operatorsOf(found).length > 0)
  const all = environmentOf(streams, accounts)
  if (streams.length === 1) return [all]
  return streams.map((found, index) =>
    starts[index] === true
      ? environmentOf(
          streams.filter((other, position) => other === found || starts[position] === false),
          accounts,
        )
      : all,
  )
}

function environmentOf(
  streams: readonly Findings[],
  accounts: SecretEnvironment['accounts'],
): SecretEnvironment {
  const secretLists = streams.flatMap(found => found.secretLists)
  let lists: SecretEnvironment['lists'] | undefined
  const environment = {
    accounts,
    // Without names to give, nobody asks.
    get lists() {
      return (lists ??= groupBy(secretLists, ({ manifest }) => manifest.root))
    },
  }
  const manifests = streams.flatMap(({ objects }) => objects.map(({ manifest }) => manifest))
  const isSpared = isSpareable(environment, manifests, secretLists)
  return Object.assign(environment, { spared: new Set<SecretProvider>(isSpared ? ['ImageConfig'] : []) })
}

/** Whether the ImageConfigs of an environment name no secret yet, and all pods they serve have lists with room for all. */
function isSpareable(
  environment: Pick<SecretEnvironment, 'lists'>,
  manifests: readonly Manifest[],
  secretLists: readonly Found<SecretList>[],
): boolean {
  const configs = secretLists.filter(({ finding }) => finding.provider === 'ImageConfig')
  if (configs.length === 0 || configs.some(({ finding }) => finding.names.length > 0)) return false
  const served = manifests.flatMap(manifest =>
    podAccountsOf(manifest)
      .filter(row => row.providers?.includes('ImageConfig'))
      .map(row =>
        ownLists(environment.lists, row, manifest).some(({ finding }) => finding.room === undefined),
      ),
  )
  return served.length > 0 && served.every(hasOwn => hasOwn)
}

/** The lists of a resource whose secrets reach the pods of a row. */
export function ownLists(
  lists: SecretEnvironment['lists'],
  row: PodAccount,
  manifest: Manifest,
): readonly Found<SecretList>[] {
  const own = lists.get(manifest.root) ?? []
  return own.filter(({ finding }) => row.lists?.includes(fieldOf(finding.path, manifest)) === true)
}

/** The path of a field below its object, with `[]` for every index. */
export function fieldOf(path: string, { path: root }: Manifest): string {
  return (root === '' ? path : path.slice(root.length + 1)).replace(/\[\d+\]/g, '[]')
}

export function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}
