import type { Config } from '../../../config/config.ts'
import { openFleet } from '../../../fleet.ts'
import type { Telling } from '../../../plan/telling.ts'
import { isFatal, type Problem } from '../../../problem.ts'
import { decodeText } from '../decode.ts'
import { unreadableFile, type FoundFiles, type InputFile } from '../input-file.ts'
import { readRegularFile } from '../regular-file.ts'
import { digestOf } from './relocator.ts'

/** What is known of the files of a run after the first look: nothing of their text. */
export type Looked = {
  readonly files: readonly InputFile[]
  readonly digests: readonly string[]
  readonly tellings: readonly Telling[]
  readonly problems: readonly Problem[]
}

/** Reads every file for what it tells the others; problems are those of files that cannot be read, or of the rules. */
export async function lookAt(
  { files, problems: missing }: FoundFiles,
  config: Config,
  isStopped: () => Promise<boolean>,
): Promise<Looked> {
  const fleet = openFleet(config)
  const problems: Problem[] = [...missing]
  const digests: string[] = []
  const tellings: Telling[] = []
  const isRefused = fleet.faults.some(isFatal)
  for (const [index, file] of files.entries()) {
    if (index % 16 === 0 && (await isStopped())) break
    const read = readText(file)
    if ('problem' in read) problems.push(read.problem)
    else if (!isRefused) {
      digests.push(read.digest)
      tellings.push(fleet.tell({ text: read.text, file: file.name }))
    }
  }
  return { files, digests, tellings, problems: isRefused && problems.length === 0 ? fleet.faults : problems }
}

function readText(
  file: InputFile,
): { readonly text: string; readonly digest: string } | { readonly problem: Problem } {
  try {
    const bytes = readRegularFile(file.absolute)
    const decoded = decodeText(bytes, file.name)
    return 'text' in decoded ? { ...decoded, digest: digestOf(bytes) } : decoded
  } catch (error) {
    return { problem: unreadableFile(file.name, error) }
  }
}
