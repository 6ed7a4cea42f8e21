import type { Problem } from '../../problem.ts'

import type { Invocation } from '../commands.ts'
import { faultOf } from './decode.ts'
import { findInputFiles, unreadableFile } from './input-file.ts'
import type { FoundFiles, InputFile } from './input-file.ts'
import { readRegularFile } from '../../regular-file.ts'
import { holdWhole } from './held-bytes.ts'
import { streamOf, type ReadStreams, type Stream } from './read-stream.ts'

/** Every file that the words on the command line lead to, and a problem for each that cannot be found or read. */
export async function readFiles({ paths, cwd, argv, note }: Reader): Promise<ReadStreams> {
  return readFound(await findInputFiles(paths, { cwd, argv }), note)
}

type Reader = Pick<Invocation, 'paths' | 'cwd' | 'argv' | 'note'>

/** What is in the files found. */
export function readFound({ files, problems, skipped = [] }: FoundFiles, note: Reader['note']): ReadStreams {
  noteSkipped(skipped, note)
  const read = files.map(readFile)
  return {
    streams: read.filter((stream): stream is Stream => !('problem' in stream)),
    problems: [...problems, ...read.flatMap(stream => ('problem' in stream ? stream.problem : []))],
  }
}

function readFile(file: InputFile): Stream | { readonly problem: Problem } {
  try {
    const bytes = readRegularFile(file.absolute)
    const problem = faultOf(bytes, file.name)
    return problem === undefined ? streamOf(holdWhole(bytes), file) : { problem }
  } catch (error) {
    return { problem: unreadableFile(file.name, error) }
  }
}

/** Tells of links to directories, which are not followed. */
export function noteSkipped(names: readonly string[], note: Reader['note']): void {
  for (const name of names) note(notFollowed(name))
}

function notFollowed(name: string): Problem {
  return {
    code: 'LINK_NOT_FOLLOWED',
    message: 'a link to a directory is not followed; what is in it is not read',
    remedy: 'name the directory it leads to, if its manifests belong to the run',
    place: { file: name },
  }
}
