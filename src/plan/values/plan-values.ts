import type { ComponentSetting, Stated } from '../../config/component-setting.ts'
import type { EditMap } from '../../edit/edit-map.ts'
import type { Write } from '../../edit/write.ts'
import type { Text } from '../../yaml/text.ts'
import { peekSource } from '../../manifest/kind.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { placeAt } from '../../manifest/place.ts'
import type { Positions } from '../../yaml/position.ts'
import { splitStream } from '../../manifest/stream.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Findings } from '../../find/find.ts'
import type { Mapping } from '../../yaml/node.ts'
import { accountPlanner, isMadeByChart } from './accounts.ts'
import type { FieldChange, FieldWrites } from './field-change.ts'
import { planPullPolicy } from './pull-policy.ts'
import type { ChartOverrides } from './overrides.ts'
import type { Entry } from '../entry.ts'

/** The fields beside images that values files ask for. */
export type ComponentPlan = {
  readonly fields: readonly FieldChange[]
  /** The accounts that objects name now, by their roots. */
  readonly accounts: ReadonlyMap<Mapping, string>
  /** Places are those of the values files. */
  readonly problems: readonly Problem[]
}

/** Plan pull policies and service accounts, and say which settings found nothing to act on. */
export function planComponents(
  stream: string,
  positions: Positions,
  file: string | undefined,
  survey: Findings,
  settings: readonly ComponentSetting[],
  { heard }: ChartOverrides,
  edits: EditMap<Entry>,
): ComponentPlan {
  const asked: FieldWrites[] = []
  const problems: Problem[] = []
  const accounts = new Map<Mapping, string>()
  if (settings.length > 0) {
    const planAccount = accountPlanner(stream, survey, placesOf(stream, positions, file))
    for (const setting of settings) {
      const images = heard.get(setting)
      if (images === undefined) {
        problems.push(...unheard(setting))
        continue
      }
      if (setting.pullPolicy !== undefined && images.every(({ finding }) => finding.beside === undefined))
        problems.push(withoutPlace(setting, setting.pullPolicy))
      const planned = planAccount(setting, images)
      asked.push(...planPullPolicy(setting, images), ...planned.fields)
      problems.push(...planned.problems)
      for (const root of planned.roots) accounts.set(root, setting.account?.value ?? '')
    }
    problems.push(...sameAccounts(settings.filter(setting => heard.has(setting))))
  }
  const own = withoutRepeats(asked)
  for (const { text, writes, entry } of own) edits.add(text, writes, entry)
  return { fields: own.map(({ entry }) => entry), accounts, problems }
}

/** The chart makes an account for each component that names one, even if it is the same: the documentation's mistake. */
function sameAccounts(settings: readonly ComponentSetting[]): readonly Problem[] {
  const first = new Map<string, string>()
  return settings.flatMap(({ account, component }) => {
    if (account === undefined || !isMadeByChart(account)) return []
    const other = first.get(account.value)
    if (other === undefined) {
      first.set(account.value, component)
      return []
    }
    return [
      {
        code: 'ACCOUNT_HALF_DONE',
        message: `${component} and ${other} each get a service account ${account.value}, and Helm cannot make it twice`,
        remedy: 'give each component an account of its own',
        place: account.place,
      } as const,
    ]
  })
}

/** Two components that share an object or an account may ask for the same: that is one change. */
function withoutRepeats(fields: readonly FieldWrites[]): readonly FieldWrites[] {
  const seen = new Set<string>()
  return fields.filter(({ text, writes }) => {
    const key = writes.map(write => idOf(text, write)).join()
    return !seen.has(key) && seen.add(key)
  })
}

function idOf(text: Text, write: Write): string {
  if ('mapping' in write)
    return `${text.toStream(write.mapping.start)} ${write.key} ${JSON.stringify(write.value)}`
  return 'list' in write
    ? `${text.toStream(write.list.start)}`
    : `${text.toStream(write.start)} ${write.text}`
}

function placesOf(
  stream: string,
  positions: Positions,
  file: string | undefined,
): (manifest: Manifest, offset: number, path: string) => Place {
  const documents = splitStream(stream)
  return ({ kind, name }, offset, path) => {
    const document = documents.find(({ start, end }) => start <= offset && offset < end)
    const source = document === undefined ? undefined : peekSource(stream.slice(document.start, document.end))
    return placeAt(positions, offset, { file, source, kind, name, path })
  }
}

/** Pull secrets for a whole chart name components that are off; only what is said about one component is missed. */
function unheard({
  component,
  registry,
  repository,
  tag,
  digest,
  pullPolicy,
  account,
}: ComponentSetting): readonly Problem[] {
  const [first] = [registry, repository, tag, digest, pullPolicy, account].filter(
    stated => stated !== undefined,
  )
  if (first === undefined) return []
  return [
    {
      code: 'VALUES_WITHOUT_EFFECT',
      message: `nothing in the stream is ${component}, so ${first.key} changes nothing`,
      remedy:
        'a component may be off, or run in a hook, which Helm 3 shows to nobody: give these values to the chart as well',
      place: first.place,
    },
  ]
}

function withoutPlace({ component }: ComponentSetting, { key, place }: Stated): Problem {
  return {
    code: 'VALUES_WITHOUT_EFFECT',
    message: `no field of ${component} holds a pull policy, so ${key} changes nothing`,
    remedy: 'leave it out: the operator decides when it pulls',
    place,
  }
}
