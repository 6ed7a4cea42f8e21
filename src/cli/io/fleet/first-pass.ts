import type { CollectedFacts } from '../../../plan/collect-facts.ts'
import { isFatal, type Problem } from '../../../problem.ts'
import type { Run } from '../../../run.ts'
import { decodeText } from '../input/decode.ts'
import { openObjectCheck } from '../input/files-without-objects.ts'
import type { FoundFiles, InputFile } from '../input/input-file.ts'
import { digestOf, readBytes } from './read-again.ts'

/** What is known of the files of a run after the first pass: nothing of their text. */
export type FirstPass = {
  readonly files: readonly InputFile[]
  readonly digests: readonly string[]
  readonly collected: readonly CollectedFacts[]
  readonly problems: readonly Problem[]
}

/** Reads every file for the facts it shares; problems are those of files that cannot be read, or of the rules. */
export async function readFirst(
  { files, problems: missing }: FoundFiles,
  run: Run,
  isStopped: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<FirstPass> {
  const problems: Problem[] = [...missing]
  const digests: string[] = []
  const collected: CollectedFacts[] = []
  const check = openObjectCheck()
  const isRefused = run.faults.some(isFatal)
  for (const [index, file] of files.entries()) {
    if (index % 16 === 0 && (await isStopped())) break
    const read = readText(file)
    if ('problem' in read) problems.push(read.problem)
    else if (!isRefused) {
      digests.push(read.digest)
      check.add(file.name, read.text)
      collected.push(run.collect({ text: read.text, file: file.name }))
    }
  }
  problems.push(...check.problems())
  return { files, digests, collected, problems: isRefused && problems.length === 0 ? run.faults : problems }
}

function readText(
  file: InputFile,
): { readonly text: string; readonly digest: string } | { readonly problem: Problem } {
  const read = readBytes(file)
  if ('problem' in read) return read
  const decoded = decodeText(read.bytes, file.name)
  return 'text' in decoded ? { ...decoded, digest: digestOf(read.bytes) } : decoded
}
