import type { Field } from '../../yaml/field.ts'
import { withoutMerges } from '../../yaml/path.ts'
import type { Finding, SecretList } from './finding.ts'
import { readPodSecrets } from './pull-secrets.ts'

/** The PodSpec of a pod template, whatever kind it is in: `spec` below `template`, `podTemplate`, `podTemplateSpec`, … */
const podTemplate = /(?:^|\/)(?:template|podTemplate|podTemplateSpec|podTemplates\[\d+\])\/spec$/

const list = 'imagePullSecrets'

/**
 * The list of pull secrets of a mapping in any kind: a pod template has room for one, and one that is there already has
 * room for another name. `keys` are those of the mapping.
 */
export function readPodLists(field: Field, keys: readonly (string | undefined)[]): Finding | undefined {
  const isMerged = keys.includes('<<')
  const has = (key: string): boolean => keys.includes(key) || (isMerged && field.get(key) !== undefined)
  const hasList = has(list)
  if (has('containers') || has('initContainers')) {
    const isTemplate = hasList || podTemplate.test(withoutMerges(field.path))
    return isTemplate ? readPodSecrets(field, true) : undefined
  }
  if (!hasList) return undefined
  const there = field.get(list)
  if (there?.sequence !== undefined) return namesIn(field, there) ?? readPodSecrets(field, true)
  return there?.isNull === true ? readPodSecrets(field, true) : undefined
}

/** A list of plain names stays one: its schema is not known, and what is there says how it is written. */
function namesIn(owner: Field, there: Field): SecretList | undefined {
  const { sequence, items, inText, path } = there
  const names = items.flatMap(item => item.text ?? [])
  if (sequence === undefined || names.length === 0 || names.length < items.length) return undefined
  return {
    type: 'secrets',
    text: inText,
    offset: sequence.start,
    path,
    names,
    account: undefined,
    serves: owner.path,
    isGuess: true,
    add: added => (added.length === 0 ? [] : [{ list: sequence, items: added }]),
  }
}
