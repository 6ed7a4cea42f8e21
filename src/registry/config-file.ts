import { readRegularFile } from '../regular-file.ts'
import { ObstacleError } from './failure.ts'

/** The object in a file; undefined for a file that is missing or empty. Throws an `ObstacleError` for anything else. */
export function readConfig(file: string): Readonly<Record<string, unknown>> | undefined {
  let text: string
  try {
    text = readRegularFile(file).toString('utf8')
  } catch (error) {
    const { code = '', message } = error as { readonly code?: string; readonly message: string }
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new ObstacleError(`${file} cannot be read: ${message}`, 'check the file and its permissions')
  }
  // Programs with the library of Docker take an empty file for none.
  if (text.trim() === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return value
  } catch {
    // reported below
  }
  const remedy = 'correct the file: JSON has no comments, no trailing commas and no byte order mark'
  throw new ObstacleError(`${file} is not a JSON object`, remedy)
}

/** The object under a key; empty where there is none. Throws an `ObstacleError` for a value of another kind. */
export function recordIn(
  config: Readonly<Record<string, unknown>>,
  key: string,
  file: string,
): Readonly<Record<string, unknown>> {
  const value = config[key] ?? {}
  if (isRecord(value)) return value
  throw new ObstacleError(
    `${key} in ${file} is not a JSON object`,
    `correct ${key} in ${file}, or log in again`,
  )
}

/** Whether a value of JSON is an object, and not a list or null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
