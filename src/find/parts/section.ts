/** The header of a section in INI or TOML: `[images]`, `[[runners.kubernetes]]`. */
const header = /^[ \t]*\[{1,2}([\w"'][^\]\n]{0,120})\]{1,2}[ \t]*\r?$/gm

/** Where the sections of a text begin, and what they are called. */
export type Sections = readonly { readonly index: number; readonly name: string }[]

export function sectionsOf(source: string): Sections {
  return source.includes('[')
    ? [...source.matchAll(header)].map(({ index, 1: name = '' }) => ({ index, name }))
    : []
}

/** Where the section begins that an offset is in: 0 for what is in none. */
export function startOfSection(sections: Sections, at: number): number {
  return sections.findLast(({ index }) => index < at)?.index ?? 0
}

/** Where the section ends that an offset is in, with those below it: what is set in none holds to the end. */
export function endOfSection(sections: Sections, at: number): number {
  const next = sections.findIndex(({ index }) => index > at)
  const section = sections.at(next < 0 ? -1 : next - 1)?.name
  if (next < 1 || section === undefined) return Infinity
  return sections.slice(next).find(({ name }) => !name.startsWith(`${section}.`))?.index ?? Infinity
}
