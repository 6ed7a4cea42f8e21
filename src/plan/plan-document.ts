import type { Edit } from '../edit/edit.ts'
import { EditMap } from '../edit/edit-map.ts'
import type { Findings } from '../find/find.ts'
import { settlePlace } from '../manifest/place.ts'
import type { Problem } from '../problem.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import type { Entry } from './entry.ts'
import type { Pins } from './operators/choose-images.ts'
import { planImages } from './plan-images.ts'
import { refusedEdit } from './refused-edit.ts'
import type { Recorded } from './replay.ts'
import type { SecretEnvironment } from './secrets/environment.ts'
import { groupBy } from './group-by.ts'
import { planSecrets } from './secrets/plan-secrets.ts'
import { podsOf } from './secrets/pods.ts'
import type { ListsByObject } from './secrets/lists-by-object.ts'
import { noOverrides } from './values/overrides.ts'

/** What happens to a document that stands alone. It holds none of the values of the document. */
export function planDocument(
  found: Findings,
  secretNames: readonly string[],
  ruleSet: RuleSet,
  { accounts, added }: Pick<SecretEnvironment, 'accounts' | 'added'>,
): Recorded & { readonly problems: readonly Problem[] } {
  let ofObjects: ListsByObject | undefined
  const environment: SecretEnvironment = {
    accounts,
    added,
    spared: nothing,
    get lists() {
      return (ofObjects ??= groupBy(found.secretLists, ({ manifest }) => manifest.root))
    },
  }
  const map = new EditMap<Entry>()
  const images = planImages(found, ruleSet, noOverrides, map)
  const lists = planSecrets(
    found,
    { outcomes: images.outcomes, pins: noPins },
    () => secretNames,
    environment,
    map,
  )
  const { edits, byEntry, refused } = map.compose()
  const { changes, unchanged, outcomes } = images
  const question = { ...alone, found, outcomes, lists, environment, secretNames }
  for (const { place } of found.images) settlePlace(place)
  for (const { place } of found.secretLists) settlePlace(place)
  const asked: (Entry | Edit)[] = []
  for (const [entry, own] of byEntry) for (const edit of own) asked.push(entry, edit)
  const pods = secretNames.length > 0 ? podsOf(question) : []
  const problems = [...images.problems, ...lists.problems, ...[...refused].map(refusedEdit)]
  return { changes, unchanged, secrets: lists.changes, pods, edits, asked, problems }
}

const nothing: ReadonlySet<never> = new Set()
const noPins: Pins = new Map()

/** What no operator has a part in. */
const alone = {
  operatorImages: [],
  operated: [],
  supplied: () => [],
  wasSupplied: () => false,
  versionFor: () => undefined,
  named: new Map<never, never>(),
} as const
