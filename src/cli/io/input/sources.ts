import { statSync } from 'node:fs'

import type { Config } from '../../../config/config.ts'
import type { Problem } from '../../../problem.ts'

import type { Invocation } from '../../commands.ts'
import type { FoundFiles, InputFile } from './input-file.ts'
import { isStandardInput, readInput } from './input-streams.ts'
import type { Stream } from './read-stream.ts'

/** What a run reads: streams that are held, or files that are read twice, one at a time. */
export type Sources =
  | { readonly streams: readonly Stream[]; readonly problems: readonly Problem[] }
  | { readonly files: FoundFiles; readonly problems: readonly Problem[] }

/** Standard input, or the files named; problems are those of what cannot be read. */
export async function openSources(invocation: Invocation): Promise<Sources> {
  if (isStandardInput(invocation.paths)) return readInput(invocation)
  const { findInputFiles } = await import('./input-file.ts')
  const { noteSkipped, readFound } = await import('./read-files.ts')
  const files = await findInputFiles(invocation.paths, invocation)
  if (!areReadTwice(files, invocation.config)) return readFound(files, invocation)
  noteSkipped(files.skipped ?? [], invocation.note)
  return { files, problems: [] }
}

/** Whether files are read first for their facts and again one by one. What can be read only once is held. */
export function areReadTwice({ files }: FoundFiles, { components }: Config): boolean {
  return components.length === 0 && files.length > 1 && files.every(isRegular)
}

function isRegular({ absolute }: InputFile): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() === true
}
