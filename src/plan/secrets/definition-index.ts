/** Definitions by the kinds that they may define, for runs that ask for many kinds: each text is looked through once. */
export type DefinitionIndex = (kind: string) => readonly string[]

/** A value behind `kind`; where it is no plain word, any kind may be meant. */
const kindValue = /kind["']?[ \t\r\n]*:[ \t\r\n]*(?:["']?([A-Za-z0-9]+)|\S)/g

/** Index texts of one document each. */
export function indexDefinitions(documents: readonly string[]): DefinitionIndex {
  const byKind = new Map<string, string[]>()
  const ofAny: string[] = []
  for (const document of documents) {
    const kinds = new Set([...document.matchAll(kindValue)].map(([, kind = '']) => kind))
    if (kinds.has('') || /\?[ \t]+["']?kind/.test(document)) ofAny.push(document)
    else for (const kind of kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), document])
  }
  return kind => [...(byKind.get(kind) ?? []), ...ofAny]
}
