import type { ProblemCode, Problem } from '../../../problem.ts'
import { counted } from '../../../summary.ts'
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

/** What a registry answers to several images alike is one problem, with the number of the others. */
export function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const alike = new Map<string, number>()
  for (const { code, message } of problems) {
    if (code === 'REGISTRY_UNREACHABLE') alike.set(message, (alike.get(message) ?? 0) + 1)
  }
  return problems.flatMap(problem => {
    const { code, message } = problem
    if (code !== 'REGISTRY_UNREACHABLE') return problem
    const count = alike.get(message)
    alike.delete(message)
    if (count === undefined) return []
    return count === 1
      ? problem
      : { ...problem, message: `${message}, for this and ${counted(count - 1, 'more image')}` }
  })
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
