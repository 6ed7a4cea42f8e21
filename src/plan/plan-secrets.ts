import { sameNamespace, type Account } from './account.ts'
import type { Place, Problem } from '../problem.ts'
import type { SecretList } from '../find/shapes/finding.ts'
import type { Found, Findings } from '../find/find.ts'
import type { EditMap } from '../edit/edit-map.ts'
import { nameOf, type Entry, type SecretChange } from './entry.ts'

/**
 * Decide which names each list of pull secrets gets: those that are asked for, and those of its service account, which
 * it would hide.
 */
export function planSecrets(
  survey: Findings,
  wantedFor: (found: Found<SecretList>) => readonly string[],
  excluded: ReadonlySet<number>,
  edits: EditMap<Entry>,
  accounts: readonly Account[],
): { readonly changes: readonly SecretChange[]; readonly problems: readonly Problem[] } {
  const named = byName(accounts)
  const problems: Problem[] = []
  const changes = survey.secretLists.flatMap(found => {
    const { finding, spec, place } = found
    const wanted = wantedFor(found)
    if (wanted.length === 0) return []
    const { images } = finding
    if (images !== undefined && images.length > 0 && images.every(image => excluded.has(image))) return []
    const carried = finding.names.length === 0 ? carriedOver(found, named) : []
    const there = [...finding.names, ...(finding.supplied ?? [])]
    const missing = Array.from(new Set([...carried, ...wanted])).filter(name => !there.includes(name))
    const names = missing.slice(
      0,
      finding.room === undefined ? undefined : Math.max(finding.room - finding.names.length, 0),
    )
    if (names.length < missing.length) problems.push(withoutRoom(missing.slice(names.length), place))
    const writes = finding.add(names)
    if (writes.length === 0) return []
    const change = { names, object: nameOf(found.manifest), spec, place }
    edits.add(finding.text, writes, change)
    return [change]
  })
  return { changes, problems }
}

/** A list on the pod hides the one on its service account, so what the account has must come along. */
function carriedOver(
  { finding: { account }, manifest }: Found<SecretList>,
  accounts: ReadonlyMap<string, readonly Account[]>,
): readonly string[] {
  if (account === undefined) return []
  return (accounts.get(account) ?? [])
    .filter(({ namespace }) => sameNamespace(namespace, manifest.namespace))
    .flatMap(({ secrets }) => secrets)
}

function byName(accounts: readonly Account[]): ReadonlyMap<string, readonly Account[]> {
  const named = new Map<string, Account[]>()
  for (const account of accounts) {
    const list = named.get(account.name)
    if (list === undefined) named.set(account.name, [account])
    else list.push(account)
  }
  return named
}

function withoutRoom(names: readonly string[], place: Place): Problem {
  return {
    code: 'SECRET_WITHOUT_ROOM',
    message: `there is room for one pull secret here, so ${names.join(', ')} is left out`,
    remedy: 'put all credentials into one secret, or add the secrets to the service account of the pods',
    place,
  }
}
