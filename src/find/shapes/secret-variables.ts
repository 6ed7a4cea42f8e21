import { scalarText } from '../../edit/text.ts'
import { writeKeys, type Write } from '../../edit/write.ts'
import type { Field } from '../../yaml/field.ts'
import type { SecretList } from './finding.ts'

/** Variables that name the pull secrets of the pods a program makes: `STRIMZI_IMAGE_PULL_SECRETS`, `IMAGE_PULL_SECRET`. */
const secretVariable = /(?:^|_)IMAGE_PULL_SECRET(S?)$/

/** The lists of pull secrets among the variables of a container: names parted by commas, or a single one. */
export function readSecretVariables(list: Field): readonly SecretList[] {
  return list.items.flatMap(variable => {
    const several = secretVariable.exec(variable.get('name')?.text ?? '')?.[1]
    const { mapping, inText } = variable
    if (several === undefined || mapping === undefined || variable.get('valueFrom') !== undefined) return []
    const value = variable.get('value')
    const scalar = value?.resolved
    const text =
      scalar?.type === 'scalar' && value?.text !== undefined ? scalarText(inText, scalar) : undefined
    const written = text?.source ?? ''
    // What is not a list of names (JSON, a template) is not ours to read.
    if (!/^[a-z0-9.,\s-]*$/.test(written)) return []
    const names = written.split(',').flatMap(name => (name.trim() === '' ? [] : name.trim()))
    const writes = (joined: string): readonly Write[] =>
      text === undefined
        ? writeKeys(mapping, { value: joined }, 'last')
        : [{ start: 0, end: written.length, text: joined }]
    return {
      type: 'secrets',
      text: text ?? inText,
      offset: text === undefined ? mapping.start : 0,
      path: `${variable.path}/value`,
      names,
      account: undefined,
      serves: list.path,
      isGuess: true,
      ...(several === '' ? { room: 1 } : {}),
      add: added => (added.length === 0 ? [] : writes([...names, ...added].join(','))),
    }
  })
}
