import { dirname } from 'node:path'
import { parseDocument } from 'yaml'

import { readRegularFile } from '../regular-file.ts'

/** The content of a file, and the folder that its paths are relative to. */
export type KubeconfigFile = Readonly<Record<string, unknown>> & { readonly folder: string }

/** The kubeconfig in a file, none for an empty one, and for a missing one that is not required. Throws for anything else. */
export function readKubeconfig(file: string, isRequired: boolean): readonly KubeconfigFile[] {
  let text: string
  try {
    text = readRegularFile(file).toString('utf8')
  } catch (error) {
    if (isRequired || (error as { code?: string }).code !== 'ENOENT')
      throw new Error(`${file}: ${systemWords(error)}`, { cause: error })
    return []
  }
  const value = firstDocument(text, file)
  if (value === null || value === undefined) return []
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error(`${file} is not a kubeconfig`)
  return [{ ...(value as Readonly<Record<string, unknown>>), folder: dirname(file) }]
}

/**
 * The first document, of keys that are there twice the last, as kubectl reads a kubeconfig. Throws without a word of the
 * file, which holds credentials.
 */
function firstDocument(text: string, file: string): unknown {
  const document = parseDocument(text, { merge: true, uniqueKeys: false })
  const fault = document.errors.find(({ code }) => code !== 'MULTIPLE_DOCS')
  if (fault === undefined) return document.toJS()
  const { line = 1, col = 1 } = fault.linePos?.[0] ?? {}
  const words = fault.code.toLowerCase().replaceAll('_', ' ')
  throw new Error(`${file}:${line}:${col} is not readable as YAML: ${words}`)
}

/** Why the system refused, without code and path. */
function systemWords(error: unknown): string {
  return ((error as { message?: string } | null)?.message ?? String(error))
    .replace(/^[A-Z]{2,20}: /, '')
    .replace(/, [a-z]{1,20}(?: '.*)?$/, '')
}
