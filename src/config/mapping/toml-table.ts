/** A table of a TOML text, and where a text has its tables and keys: the parser tells values alone. */
export type Table = Readonly<Record<string, unknown>>

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

export function isTables(value: unknown): value is readonly Table[] {
  return Array.isArray(value) && value.every(isTable)
}

export function textAt(table: Table, key: string): string | undefined {
  const value = table[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The tables of a list; none where the key holds something else. */
export function tablesAt(table: Table, key: string): readonly Table[] {
  const value = table[key]
  return isTables(value) ? value : []
}

/** Lines of a registries.conf, counted from 1. */
type TomlLines = {
  /** The first line that begins with a key or the header of a table; else the first. */
  readonly of: (key: string) => number
  /** The line of a key of a registry, by its index, or of its header: the first such key, or the last, which is its mirror's. */
  readonly within: (index: number, key?: string, isLast?: boolean) => number
}

const header = /^[ \t]{0,40}\[\[[ \t]{0,40}registry[ \t]{0,40}\]\]/

export function tomlLines(text: string): TomlLines {
  const lines = text.split('\n')
  const bare = lines.map(line => line.replace(/[\s"']/g, ''))
  const headers = lines.flatMap((line, index) => (header.test(line) ? index : []))
  return {
    of(key) {
      const name = key.replace(/[\s"']/g, '')
      const index = bare.findIndex(line => line.replace(/^\[+/, '').startsWith(name))
      return index + 1 || 1
    },
    within(index, key, isLast = false) {
      const start = headers[index]
      if (start === undefined) return 1
      if (key === undefined) return start + 1
      const own = bare.slice(start + 1, headers[index + 1])
      const isKey = (line: string): boolean => line.startsWith(key)
      const found = isLast ? own.findLastIndex(isKey) : own.findIndex(isKey)
      return found < 0 ? start + 1 : start + 2 + found
    },
  }
}
