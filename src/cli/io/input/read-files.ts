import type { Problem } from '../../../problem.ts'

import type { Invocation } from '../../commands.ts'
import { isOtherText } from '../../messages/nothing-read.ts'
import { faultOf } from './decode.ts'
import { findInputFiles, unreadableFile } from './input-file.ts'
import type { FoundFiles, InputFile } from './input-file.ts'
import { readRegularFile } from '../../../regular-file.ts'
import { openObjectCheck } from './files-without-objects.ts'
import { holdWhole } from './held-bytes.ts'
import { streamOf, type ReadStreams, type Stream } from './read-stream.ts'

/** Every file that the words on the command line lead to, and a problem for each that cannot be found or read. */
export async function readFiles(
  reader: Reader & Pick<Invocation, 'paths' | 'cwd' | 'argv'>,
): Promise<ReadStreams> {
  return readFound(await findInputFiles(reader.paths, reader), reader)
}

type Reader = Pick<Invocation, 'note' | 'settings'>

/** What is in the files found. */
export function readFound(
  { files, problems, skipped = [] }: FoundFiles,
  { note, settings }: Reader,
): ReadStreams {
  noteSkipped(skipped, note)
  const read = files.map(readFile)
  const streams = read.filter((stream): stream is Stream => !('problem' in stream))
  const unread = [...problems, ...read.flatMap(stream => ('problem' in stream ? stream.problem : []))]
  const check = openObjectCheck()
  if (!settings.isOn('pass-through'))
    for (const stream of streams) check.add(stream.file?.name ?? '', partOf(stream))
  return { streams, problems: [...unread, ...check.problems()] }
}

/** The first window, or where it has no object, which is rare, all of the text. */
function partOf(stream: Stream): string {
  const view = stream.bytes?.windows[0]?.view ?? ''
  return isOtherText(view) ? stream.text : view
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
