import { candidatesIn, type Candidate } from './candidate.ts'

/** Lines of a default that is an object; longer ones hold examples, not images. */
const longestDefault = 4000

/** A property that is called "default" is no default: it has a schema of its own. */
const schemaOfProperty =
  /^[ \t]+(?:description:|properties:|type: ["']?(?:object|string|array|integer|boolean|number)\b)/m

/**
 * The suspects of a CustomResourceDefinition: in what stands ahead of its `spec`, which are annotations, and in the
 * defaults of its schema, which the API server writes into objects that leave the field out. All else is
 * description.
 */
export function candidatesInSchema(text: string): readonly Candidate[] {
  const spec = text.indexOf('\nspec:')
  const head = spec < 0 ? [] : candidatesIn(text.slice(0, spec))
  return [...head, ...suspectsInDefaults(text)]
}

function suspectsInDefaults(text: string): readonly Candidate[] {
  const suspects: Candidate[] = []
  const key = /default["']?[ \t]*:(?=[ \t\r\n"'[{])[ \t]*/g
  for (let found = key.exec(text); found !== null; found = key.exec(text)) {
    const at = found.index
    if (!isKeyStart(text, at)) continue
    const start = key.lastIndex
    const end = endOfValue(text, at, start)
    const value = text.slice(start, end)
    if (schemaOfProperty.test(value)) continue
    for (const suspect of candidatesIn(value)) {
      suspects.push({ ...suspect, start: start + suspect.start, end: start + suspect.end })
    }
    key.lastIndex = end
  }
  return suspects
}

function isKeyStart(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  return before === '' || ' \n\t"\'{,'.includes(before)
}

/** The end of the line, or of the lines below that are indented deeper than the key; in JSON, of the string or object. */
function endOfValue(text: string, key: number, start: number): number {
  const first = text.charAt(start)
  if (text.charAt(key - 1) === '"' && (first === '"' || first === '{')) {
    const close = text.indexOf(first === '"' ? '"' : '}', start + 1)
    return Math.min(close < 0 ? text.length : close + 1, start + longestDefault)
  }
  const lineEnd = endOfLine(text, start)
  if (start < lineEnd && !/^[|>]/.test(text.slice(start, lineEnd))) return lineEnd
  const indent = key - (text.lastIndexOf('\n', key) + 1)
  let end = lineEnd
  while (end < text.length && end - start < longestDefault) {
    const next = endOfLine(text, end + 1)
    const line = text.slice(end + 1, next)
    if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break
    end = next
  }
  return end
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
