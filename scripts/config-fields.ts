import { configSchema } from '../src/config/schema.ts'

/** A field of the configuration file: its path, as in `mirrors[].source`, and what it means. */
export type DocumentedField = { readonly path: string; readonly meaning: string }

/** All fields of the configuration file that mean something, each followed by those below it. */
export function configFields(): readonly DocumentedField[] {
  return fieldsBelow(configSchema, '')
}

function fieldsBelow({ properties = {} }: Described, above: string): readonly DocumentedField[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${above}${name}`
    const meaning = field.description ?? (field.const === undefined ? undefined : `Always ${field.const}.`)
    return [
      ...(meaning === undefined ? [] : [{ path, meaning }]),
      ...fieldsBelow(field, `${path}.`),
      ...fieldsBelow(field.items ?? {}, `${path}[].`),
    ]
  })
}

/** A part of a JSON Schema, as far as a person reads it. */
type Described = {
  readonly description?: string
  readonly const?: string
  readonly properties?: Readonly<Record<string, Described>>
  readonly items?: Described
}
