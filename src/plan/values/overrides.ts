import type { ComponentSetting } from '../../config/component-setting.ts'
import { valueComponentOf } from '../../knowledge/charts/component-matchers.ts'
import { isServiceAccount } from '../../manifest/manifest.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { valuesRule } from '../../rules/rule.ts'
import type { Decision, RuleSet } from '../../rules/ruleset.ts'
import type { Occurrence, SecretList } from '../../find/shapes/finding.ts'
import type { Field } from '../../yaml/field.ts'
import type { Found, Findings } from '../../find/find.ts'
import { chartImageOf } from './coordinates.ts'

/** The settings of values files for a run. They come before the rules. */
export type ChartOverrides = {
  /** What happens to an image that a setting gives coordinates to; undefined for all others. */
  decide(found: Found<Occurrence>): ChartOverride | undefined
  /** The pull secrets of a list in addition to those for all. */
  secretsFor(found: Found<SecretList>): readonly string[]
  /** The settings whose component is in a stream, each with its images. */
  readonly imagesOf: ReadonlyMap<ComponentSetting, readonly Found<Occurrence>[]>
}

/** Without values files. */
export const noOverrides: ChartOverrides = {
  decide: () => undefined,
  secretsFor: () => [],
  imagesOf: new Map(),
}

/** `copied` is the image to copy to the target, where the values name another one than the stream. */
type ChartOverride = { readonly decision: Decision; readonly copied?: Reference }

/** The component whose value decides an image; undefined when it is not a part of the stack. */
function componentOfFound({ finding, manifest }: Found<Occurrence>): string | undefined {
  const { group, kind, name } = manifest
  const { path, container, reference } = finding
  return valueComponentOf({ group, kind, name, path, container, repository: reference.repository })
}

/** The settings, matched with the streams of a run. Without settings, the streams are not read. */
export function chartOverridesOf(
  streams: readonly Findings[],
  settings: readonly ComponentSetting[],
  ruleSet: RuleSet,
): ChartOverrides {
  const imagesOf = new Map<ComponentSetting, Found<Occurrence>[]>()
  const settingOf = new Map<Occurrence, ComponentSetting>()
  const byObject = new Map<Field, ComponentSetting[]>()
  const byName = new Map(settings.map(setting => [setting.component, setting]))
  for (const found of byName.size === 0 ? [] : streams.flatMap(({ images }) => images)) {
    const setting = byName.get(componentOfFound(found) ?? '')
    if (setting === undefined) continue
    settingOf.set(found.finding, setting)
    imagesOf.set(setting, [...(imagesOf.get(setting) ?? []), found])
    byObject.set(found.manifest.root, [...(byObject.get(found.manifest.root) ?? []), setting])
  }
  const byAccount = accountSettings(streams, byObject)
  return {
    imagesOf,
    decide: ({ finding }) => {
      const setting = settingOf.get(finding)
      return setting === undefined ? undefined : decide(setting, finding.reference, ruleSet)
    },
    secretsFor: ({ manifest }) => {
      const own = isServiceAccount(manifest) ? byAccount.get(manifest.name) : byObject.get(manifest.root)
      return (own ?? []).flatMap(({ pullSecrets }) => pullSecrets.map(({ value }) => value))
    },
  }
}

/** The settings of the components whose pods run under an account, by its name. */
function accountSettings(
  streams: readonly Findings[],
  byObject: ReadonlyMap<Field, readonly ComponentSetting[]>,
): ReadonlyMap<string, readonly ComponentSetting[]> {
  const accounts = new Map<string, readonly ComponentSetting[]>()
  if (byObject.size === 0) return accounts
  for (const { finding, manifest } of streams.flatMap(({ secretLists }) => secretLists)) {
    const settings = byObject.get(manifest.root)
    if (finding.account === undefined || settings === undefined) continue
    accounts.set(finding.account, [...(accounts.get(finding.account) ?? []), ...settings])
  }
  return accounts
}

function decide(setting: ComponentSetting, source: Reference, ruleSet: RuleSet): ChartOverride | undefined {
  const coordinates = chartImageOf(setting, source)
  if (coordinates === undefined) return undefined
  const { reference, isFinal } = coordinates
  const asked = isFinal || ruleSet.hasOnlyComponents ? undefined : ruleSet.decide(reference)
  if (asked !== undefined && asked.kind !== 'relocated' && asked.kind !== 'unchanged')
    return { decision: asked }
  const target = asked?.kind === 'relocated' ? asked.target : reference
  if (formatReference(target) === formatReference(source)) {
    return { decision: { kind: 'unchanged', why: asked?.kind === 'unchanged' ? asked.why : 'already-there' } }
  }
  const decision: Decision = { kind: 'relocated', target, rule: valuesRule(setting.component) }
  return isFinal ? { decision } : { decision, copied: reference }
}
