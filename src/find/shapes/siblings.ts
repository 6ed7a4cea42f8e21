import { writeKeys, type Write } from '../../edit/write.ts'
import type { Field } from '../../yaml/field.ts'

/** Siblings that are known by a key: those of a mapping, or a list of variables. */
export type Siblings = {
  /** What holds them; messages point there. */
  readonly owner: Field
  readonly get: (key: string) => Field | undefined
  /** The changes that give keys these texts; undefined when there is no place for one of them. */
  readonly assign: (values: { readonly [key: string]: string }) => readonly Write[] | undefined
}

/** Whether a value is written among its siblings, and no merge (`<<`) brings it in. */
export function isOwn({ owner: { mapping } }: Siblings, { node }: Field): boolean {
  return mapping?.merges !== true || mapping.pairs.some(({ value }) => value === node)
}

/** The values of a mapping, where one that is missing is added, or of a list of variables. */
export function siblingsOf(owner: Field): Siblings | undefined {
  const { mapping } = owner
  if (owner.sequence !== undefined) return variablesOf(owner)
  if (mapping === undefined) return undefined
  return {
    owner,
    get: key => owner.get(key),
    assign: values => writeKeys(mapping, values),
  }
}

/** A list of `{name, value}`; the last of a name counts. Nothing is added. */
export function variablesOf(owner: Field): Siblings {
  let values: ReadonlyMap<string, Field> | undefined
  const get = (name: string): Field | undefined => (values ??= valuesByName(owner)).get(name)
  return {
    owner,
    get,
    assign: texts => {
      const edits = Object.entries(texts).map(([name, text]) => get(name)?.replace(text))
      return edits.every(edit => edit !== undefined) ? edits : undefined
    },
  }
}

function valuesByName(list: Field): ReadonlyMap<string, Field> {
  const values = new Map<string, Field>()
  for (const item of list.items) {
    const name = item.get('name')?.text
    const value = item.get('value')
    if (name !== undefined && value !== undefined) values.set(name, value)
  }
  return values
}
