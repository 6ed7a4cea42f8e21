import type { ComponentSetting, ChartValue } from '../component-setting.ts'
import { suggestion } from '../spelling.ts'
import type { Problem, ProblemCode } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { isAboutImages, understandKey } from './as-documented.ts'
import { faultOfValue } from './fault.ts'
import { knownKeys, type KnownKey } from './known-key.ts'
import { leavesOf, type ValueLeaf } from './leaf.ts'
import { splitImage } from './whole-image.ts'

/** A values file: its name for messages, and its text. */
type ValuesFile = { readonly name: string; readonly text: string }

/**
 * What values files of the K8ssandra 1.x chart say about images, service accounts and pull secrets, one setting for a
 * component; of two files the later one wins key by key, as in Helm.
 *
 * Keys that follow the documentation where it is wrong are understood and give a VALUES_QUIRK; keys about images that
 * no component has give a VALUES_WITHOUT_EFFECT; what cannot be read or be part of an image is VALUES_INVALID. All other
 * keys are for the chart alone and pass without a word.
 */
export function parseValues(files: readonly ValuesFile[]): {
  readonly components: readonly ComponentSetting[]
  readonly problems: readonly Problem[]
} {
  const settings = new Map<string, ComponentSetting>()
  const problems: Problem[] = []
  for (const { name, text } of files) {
    const read = leavesOf(text, name)
    if ('message' in read) {
      problems.push({ ...read, code: 'VALUES_INVALID', message: `cannot be read as values: ${read.message}` })
      continue
    }
    const lists = new Set<string>()
    for (const leaf of read.leaves) {
      const parts = partsOf(leaf, problems)
      for (const { known, chartValue } of parts) {
        const isFirstOfList = known.part === 'pull-secrets' && !lists.has(chartValue.key)
        if (known.part === 'pull-secrets') lists.add(chartValue.key)
        for (const component of known.components) {
          const before = settings.get(component) ?? blank(component, known)
          settings.set(component, withPart(before, known, chartValue, isFirstOfList))
        }
      }
    }
  }
  return { components: [...settings.values()], problems }
}

type Part = { readonly known: KnownKey; readonly chartValue: ChartValue }

/** The settings of one scalar; a whole image in one text gives several. */
function partsOf(leaf: ValueLeaf, problems: Problem[]): readonly Part[] {
  const { key, value, place } = leaf
  const note: Note = (code, message, remedy) => void problems.push({ code, message, remedy, place })
  const understood = understandKey(key)
  if (understood === undefined) {
    if (isAboutImages(key)) {
      note('VALUES_WITHOUT_EFFECT', `no component has the key ${printable(key)}`, remedyFor(key))
    }
    return []
  }
  const { known, real } = understood
  if (value === '') return []
  noteQuirks(leaf, understood, note)
  const fault = faultOfValue(known.part, value)
  if (fault !== undefined) {
    note('VALUES_INVALID', `the value cannot be used here: ${fault}`, 'correct the value')
    return []
  }
  if (known.part !== 'image') return [{ known, chartValue: { value, key: real, place } }]
  note(
    'VALUES_QUIRK',
    'one text for a whole image, as in the charts before 1.3.0',
    'write repository and tag',
  )
  return splitImage(value).map(({ part, text }) => ({
    known: { ...known, part },
    chartValue: { value: text, key: `${real}.${part}`, place },
  }))
}

type Note = (code: ProblemCode, message: string, remedy: string) => void

/** What is understood, but not written as the chart wants it. */
function noteQuirks(
  { inList }: ValueLeaf,
  { known, real, effect }: NonNullable<ReturnType<typeof understandKey>>,
  note: Note,
): void {
  if (effect !== undefined) note('VALUES_QUIRK', `taken as ${real}: ${effect}`, `write ${real}`)
  if (known.part === 'pull-secrets' && inList === 'item') {
    note(
      'VALUES_QUIRK',
      'this pull secret is a plain text, which the chart prints where Kubernetes wants an object',
      'write it as "- name: NAME"',
    )
  }
  if (known.part === 'registry' && known.registryIsInRepository === true) {
    note(
      'VALUES_QUIRK',
      `the chart has no key ${real}: it expects the registry in front of the repository`,
      `write the registry into ${real.replace(/registry$/, 'repository')}`,
    )
  }
}

function remedyFor(key: string): string {
  const meant = suggestion(key, [...knownKeys.keys()])
  return meant.startsWith('known here') ? 'check the path against the values of the chart' : meant
}

function blank(component: string, { registryIsInRepository = false }: KnownKey): ComponentSetting {
  return { component, registryIsInRepository, pullSecrets: [] }
}

function withPart(
  setting: ComponentSetting,
  { part, registryIsInRepository }: KnownKey,
  chartValue: ChartValue,
  isFirstOfList: boolean,
): ComponentSetting {
  const form = registryIsInRepository === undefined ? {} : { registryIsInRepository }
  switch (part) {
    case 'registry':
      return { ...setting, ...form, registry: chartValue }
    case 'repository':
      return { ...setting, ...form, repository: chartValue }
    case 'tag':
      return { ...setting, ...form, tag: chartValue }
    case 'digest':
      return { ...setting, ...form, digest: { ...chartValue, value: withAlgorithm(chartValue.value) } }
    case 'pull-policy':
      return { ...setting, pullPolicy: chartValue }
    case 'account':
      return { ...setting, account: chartValue }
    case 'pull-secrets':
      // A list of a later file replaces the one before, as in Helm; lists under other keys add up.
      return { ...setting, pullSecrets: [...keptSecrets(setting, chartValue, isFirstOfList), chartValue] }
    case 'image':
      return setting
  }
}

function keptSecrets(
  setting: ComponentSetting,
  { key }: ChartValue,
  isFirst: boolean,
): readonly ChartValue[] {
  return isFirst ? setting.pullSecrets.filter(secret => secret.key !== key) : setting.pullSecrets
}

function withAlgorithm(digest: string): string {
  return digest.includes(':') ? digest : `sha256:${digest}`
}
