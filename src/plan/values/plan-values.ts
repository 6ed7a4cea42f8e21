import type { ComponentSetting, ChartValue } from '../../config/component-setting.ts'
import type { Write } from '../../edit/write.ts'
import { rootOf, type Text } from '../../yaml/text.ts'
import { peekSource } from '../../manifest/kind.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { placeAt } from '../../manifest/place.ts'
import { splitStream } from '../../manifest/stream.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Findings } from '../../find/find.ts'
import type { Field } from '../../yaml/field.ts'
import { accountPlanner, isMadeByChart } from './accounts.ts'
import type { FieldWrites } from './field-change.ts'
import { planPullPolicy } from './pull-policy.ts'
import type { ChartOverrides } from './overrides.ts'

/** Fields next to images that values files ask for. */
export type ComponentPlan = {
  readonly fields: readonly FieldWrites[]
  /** The accounts that objects name after the change, by their roots. */
  readonly accounts: ReadonlyMap<Field, string>
  /** Places are those of the values files. */
  readonly problems: readonly Problem[]
}

/** Plan pull policies and service accounts in all streams of a run, and report the settings without effect. */
export function planComponents(
  streams: readonly Findings[],
  settings: readonly ComponentSetting[],
  { imagesOf }: ChartOverrides,
): ComponentPlan {
  const fields: FieldWrites[] = []
  const problems: Problem[] = []
  const accounts = new Map<Field, string>()
  if (settings.length > 0) {
    const planAccount = accountPlanner(streams, placesIn(streams))
    for (const setting of settings) {
      const images = imagesOf.get(setting)
      if (images === undefined) {
        problems.push(...withoutComponent(setting))
        continue
      }
      if (setting.pullPolicy !== undefined && images.every(({ finding }) => finding.parent === undefined))
        problems.push(withoutPlace(setting, setting.pullPolicy))
      const planned = planAccount(setting, images)
      fields.push(...planPullPolicy(setting, images), ...planned.fields)
      problems.push(...planned.problems)
      for (const root of planned.roots) accounts.set(root, setting.account?.value ?? '')
    }
    problems.push(...sameAccounts(settings.filter(setting => imagesOf.has(setting))))
  }
  return { fields: withoutRepeats(fields), accounts, problems }
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
  const seenIn = new Map<Text, Set<string>>()
  return fields.filter(({ text, writes }) => {
    const root = rootOf(text)
    const seen = seenIn.get(root) ?? new Set()
    seenIn.set(root, seen)
    const key = writes.map(write => idOf(text, write)).join()
    return !seen.has(key) && seen.add(key)
  })
}

/** What is written where: offsets are those of the stream, and no stream is named. */
function idOf(text: Text, write: Write): string {
  if ('mapping' in write)
    return `${text.toStream(write.mapping.start)} ${write.key} ${JSON.stringify(write.value)}`
  if ('shared' in write) return `${text.toStream(write.shared.start)} ${JSON.stringify(write.copy)}`
  return 'list' in write
    ? `${text.toStream(write.list.start)}`
    : `${text.toStream(write.start)} ${write.text}`
}

function placesIn(streams: readonly Findings[]): (manifest: Manifest, offset: number, path: string) => Place {
  const documents = new Map(streams.map(({ text }) => [text, splitStream(text.source)]))
  return ({ root, kind, name }, offset, path) => {
    const found = streams.find(stream => stream.text === rootOf(root.inText))
    if (found === undefined) throw new TypeError('a manifest of no stream of the run')
    const { source } = found.text
    const document = documents.get(found.text)?.find(({ start, end }) => start <= offset && offset < end)
    const template =
      document === undefined ? undefined : peekSource(source.slice(document.start, document.end))
    return placeAt(found.positions, offset, { file: found.file, source: template, kind, name, at: { path } })
  }
}

/** Pull secrets for a whole chart include disabled components; only settings of single components are reported. */
function withoutComponent({
  component,
  registry,
  repository,
  tag,
  digest,
  pullPolicy,
  account,
}: ComponentSetting): readonly Problem[] {
  const [first] = [registry, repository, tag, digest, pullPolicy, account].filter(
    chartValue => chartValue !== undefined,
  )
  if (first === undefined) return []
  return [
    {
      code: 'VALUES_WITHOUT_EFFECT',
      message: `nothing in the stream is ${component}, so ${first.key} changes nothing`,
      remedy:
        'a component may be off, or run in a hook, which Helm 3 does not pass to post-renderers: give these values to the chart as well',
      place: first.place,
    },
  ]
}

function withoutPlace({ component }: ComponentSetting, { key, place }: ChartValue): Problem {
  return {
    code: 'VALUES_WITHOUT_EFFECT',
    message: `no field of ${component} holds a pull policy, so ${key} changes nothing`,
    remedy: 'leave it out: the operator decides when it pulls',
    place,
  }
}
