/**
 * The word that names a value inside a text: the key in front of `:`, the variable or flag in front of `=`, with the
 * quotes of JSON and their backslashes in between.
 */
const naming = /([A-Za-z0-9_.-]{1,60})(?:\\{0,3}["'])?[ \t]{0,8}(?::=|[:=])[ \t]{0,8}(?:\\{0,3}["'])?$/

/** A flag whose value is the next word. */
const flag = /--?([A-Za-z0-9][A-Za-z0-9_.-]{0,60})[ \t]{1,8}(?:\\{0,3}["'])?$/

/** Words that say image: keys, variables, flags. The Prometheus operator's `--prometheus-config-reloader`: FIELDMAP §3.1. */
const imageWord = /image|config-?reloader|^repository$|^repo$/i

/** Words about images whose value is something else. */
const otherWord =
  /image[-_.]?(?:s?pull(?!spec)|policy|tag|version|scan|size|secret|namespace|type|format|path|dir|url|list|gc|id$)/i

/** The word in front of an offset, '' where none stands. */
export function wordBefore(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - 150), offset)
  return naming.exec(before)?.[1] ?? flag.exec(before)?.[1] ?? ''
}

/** Whether a word says that an image stands behind it. */
export function saysImage(word: string): boolean {
  return imageWord.test(word) && !otherWord.test(word)
}
