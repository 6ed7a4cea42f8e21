/** What a manifest says, whatever the way it is written. All scalars are texts. */
export type Value = string | readonly Value[] | { readonly [key: string]: Value }

/** A value, and what it has to be after a relocation. */
export type Twin = { readonly before: Value; readonly after: Value }

/** A twin that stays as it is. */
export function same(value: Value): Twin {
  return { before: value, after: value }
}

export function listOf(items: readonly Twin[]): Twin {
  return { before: items.map(({ before }) => before), after: items.map(({ after }) => after) }
}

export function mapOf(fields: { readonly [key: string]: Twin | undefined }): Twin {
  const pairs = Object.entries(fields).flatMap(([key, twin]) =>
    twin === undefined ? [] : [[key, twin] as const],
  )
  return {
    before: Object.fromEntries(pairs.map(([key, { before }]) => [key, before])),
    after: Object.fromEntries(pairs.map(([key, { after }]) => [key, after])),
  }
}
