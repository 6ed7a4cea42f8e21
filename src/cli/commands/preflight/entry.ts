import type { Cluster } from '../../../cluster/cluster.ts'
import type { Place, Problem, ProblemCode } from '../../../problem.ts'

import type { Brought } from './brought.ts'

/** One thing that was looked at, and what came of it. */
export type PreflightEntry = {
  readonly subject: 'image' | 'tags' | 'secret' | 'entry' | 'pull' | 'account' | 'cluster'
  /** What it is called: an image, or `NAMESPACE/NAME`. */
  readonly name: string
  readonly state: EntryState
  /** What was found, for a person. */
  readonly finding: string
  readonly remedy?: string
  readonly place?: Place
}

export type EntryState =
  'ok' | 'missing' | 'forbidden' | 'unreachable' | 'contradictory' | 'unfit' | 'masked' | 'unknown' | 'note'

/** What each answer is as a problem; what is not here is none. */
const codes: Readonly<Partial<Record<PreflightEntry['subject'], Partial<Record<EntryState, ProblemCode>>>>> =
  {
    image: imageCodes(),
    tags: imageCodes(),
    pull: imageCodes(),
    secret: { missing: 'SECRET_MISSING', unfit: 'SECRET_UNFIT', unknown: 'CLUSTER_UNKNOWN' },
    entry: { missing: 'SECRET_WITHOUT_ENTRY' },
    account: {
      missing: 'ACCOUNT_MISSING',
      masked: 'ACCOUNT_MASKED',
      unknown: 'CLUSTER_UNKNOWN',
    },
    cluster: { unknown: 'CLUSTER_UNKNOWN' },
  }

function imageCodes(): Partial<Record<EntryState, ProblemCode>> {
  return {
    missing: 'IMAGE_MISSING',
    forbidden: 'IMAGE_FORBIDDEN',
    unreachable: 'REGISTRY_UNREACHABLE',
    contradictory: 'REGISTRY_CONTRADICTORY',
    note: 'TAG_MOVED',
  }
}

/** The problem that an entry is, if it is one. */
export function problemOfEntry({
  subject,
  state,
  finding,
  remedy,
  place,
}: PreflightEntry): Problem | undefined {
  const code = codes[subject]?.[state]
  if (code === undefined) return undefined
  return {
    code,
    message: finding,
    remedy: remedy ?? 'no action is needed',
    ...(place === undefined ? {} : { place }),
  }
}

export const rightsRemedy = 'use an account that may read it, or treat it as unknown'

/** Where a namespace is: in the cluster, in the manifests alone, in neither, or where nobody here may look. */
export type NamespaceState = 'there' | 'brought' | 'absent' | 'unknown'

export async function stateOfNamespace(
  cluster: Cluster,
  namespace: string,
  brought: Brought,
): Promise<NamespaceState> {
  const { kind } = await cluster.namespaceOf(namespace)
  if (kind === 'absent') return brought.namespaces.has(namespace) ? 'brought' : 'absent'
  return kind === 'found' ? 'there' : 'unknown'
}
