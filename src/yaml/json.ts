/** White space between the values of JSON. */
export const JSON_SPACE = /[ \t\r\n]+/y

/** What a brace of an object is closed by, texts left out. */
const bracesAndTexts = /[{}]|"(?:[^"\\]|\\[^])*(?:"|$)/g

/** Where the JSON object ends that begins at `start`; undefined when it is not JSON. */
export function objectEnd(source: string, start: number, end: number): number | undefined {
  let depth = 0
  bracesAndTexts.lastIndex = start
  for (;;) {
    const found = bracesAndTexts.exec(source)
    if (found === null || found.index >= end) return undefined
    if (found[0] === '{') depth++
    else if (found[0] === '}' && --depth === 0) break
  }
  const { lastIndex } = bracesAndTexts
  try {
    JSON.parse(source.slice(start, lastIndex))
    return lastIndex
  } catch {
    return undefined
  }
}
