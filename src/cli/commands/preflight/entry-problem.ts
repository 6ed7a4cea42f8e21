import type { ProblemCode, Problem } from '../../../problem.ts'
import type { PreflightEntry } from './entry.ts'

type EntryState = PreflightEntry['state']

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
    stale: 'LOCK_STALE',
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
