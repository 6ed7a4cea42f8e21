import type { Account } from './account.ts'
import type { ChartOverrides } from './values/overrides.ts'
import type { Config } from '../config/config.ts'
import type { Edit } from '../edit/edit.ts'
import type { Origin } from '../edit/origin.ts'
import type { Text } from '../yaml/text.ts'
import { EditMap } from './edit-map.ts'
import type { AliasChange, Change, Entry, SecretChange, Unchanged } from './entry.ts'
import { planImages } from './plan-images.ts'
import { planSecrets } from './plan-secrets.ts'
import type { Problem } from '../problem.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import type { SecretList } from '../find/shapes/finding.ts'
import type { Found, Findings } from '../find/find.ts'

export type * from './entry.ts'

/** Everything that will change, decided before anything is changed. */
export type Plan = {
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly secrets: readonly SecretChange[]
  readonly aliases: readonly AliasChange[]
  readonly problems: readonly Problem[]
  readonly edits: ReadonlyMap<Text, readonly Edit[]>
  /** Which entry asked for which edits; those that are shared stand with each that shares them. */
  readonly origins: readonly Origin<Entry>[]
}

/**
 * Decide what becomes of everything the survey found; what is said about single components counts before the rules.
 * `accounts` are the service accounts of all streams of the run. Pure; nothing is written yet.
 */
export function planRelocation(
  survey: Findings,
  ruleSet: RuleSet,
  config: Pick<Config, 'imagePullSecrets'>,
  statements: ChartOverrides,
  accounts: readonly Account[],
): Plan {
  const edits = new EditMap()
  const images = planImages(survey, ruleSet, statements, edits)
  const problems = [...images.problems]
  const wanted = (found: Found<SecretList>): readonly string[] => [
    ...config.imagePullSecrets,
    ...statements.secretsFor(found),
  ]
  const secrets = planSecrets(survey, wanted, images.excluded, edits, problems, accounts)
  const { changes, unchanged, aliases } = images
  return { changes, unchanged, secrets, aliases, problems, edits: edits.byText, origins: edits.origins }
}
