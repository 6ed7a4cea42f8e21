/** White space between the values of JSON. */
export const JSON_SPACE = /[ \t\r\n]+/y

/** White space to Go (`unicode.IsSpace`), which Kubernetes passes over to find out whether a stream is JSON. */
export const GO_SPACE = /[ \t-\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/y

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
