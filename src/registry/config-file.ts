import { readFileSync } from 'node:fs'

/** The object in a file; undefined for a file that cannot be read. Throws for a text that is none. */
export function readConfig(file: string): object | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // told below
  }
  throw new Error(`${file} is no JSON object`)
}
