import { isJsonObject, jsonObjectIn, type JsonObject } from '../../json-object.ts'
import { readRegularFile } from '../../regular-file.ts'
import { ObstacleError } from '../failure.ts'

/** The object in a file; undefined for a file that is missing or empty. Throws an `ObstacleError` for anything else. */
export function readConfig(file: string): JsonObject | undefined {
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
  const value = jsonObjectIn(text)
  if (value !== undefined) return value
  const remedy = 'correct the file: JSON has no comments, no trailing commas and no byte order mark'
  throw new ObstacleError(`${file} is not a JSON object`, remedy)
}

/** The object under a key; empty where there is none. Throws an `ObstacleError` for a value of another kind. */
export function recordIn(config: JsonObject, key: string, file: string): JsonObject {
  const value = config[key] ?? {}
  if (isJsonObject(value)) return value
  throw new ObstacleError(
    `${key} in ${file} is not a JSON object`,
    `correct ${key} in ${file}, or log in again`,
  )
}
