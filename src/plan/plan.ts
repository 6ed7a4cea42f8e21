import type { Account } from './account.ts'
import type { ChartOverrides } from './values/overrides.ts'
import type { Config } from '../config/config.ts'
import type { EditMap } from '../edit/edit-map.ts'
import type { AliasChange, Change, Entry, SecretChange, Unchanged } from './entry.ts'
import { planImages } from './plan-images.ts'
import { planSecrets } from './plan-secrets.ts'
import type { Problem } from '../problem.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import type { SecretList } from '../find/shapes/finding.ts'
import type { Found, Findings } from '../find/find.ts'

export type * from './entry.ts'

/** What becomes of images, pull secrets and aliases; what is to be written for it is in the edit map. */
export type Plan = {
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly secrets: readonly SecretChange[]
  readonly aliases: readonly AliasChange[]
  readonly problems: readonly Problem[]
}

/**
 * Decide what becomes of everything the survey found; what is said about single components counts before the rules.
 * `accounts` are the service accounts of all streams of the run. What is to be written goes into `edits`.
 */
export function planRelocation(
  survey: Findings,
  ruleSet: RuleSet,
  config: Pick<Config, 'imagePullSecrets'>,
  statements: ChartOverrides,
  accounts: readonly Account[],
  edits: EditMap<Entry>,
): Plan {
  const images = planImages(survey, ruleSet, statements, edits)
  const problems = [...images.problems]
  const wanted = (found: Found<SecretList>): readonly string[] => [
    ...config.imagePullSecrets,
    ...statements.secretsFor(found),
  ]
  const secrets = planSecrets(survey, wanted, images.excluded, edits, problems, accounts)
  const { changes, unchanged, aliases } = images
  return { changes, unchanged, secrets, aliases, problems }
}
