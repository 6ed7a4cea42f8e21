import type { Config } from '../../../config/config.ts'
import { withBuiltIn } from '../../../knowledge/fieldspecs/index.ts'
import { relevanceFor } from '../../../find/relevance.ts'
import type { Problem } from '../../../problem.ts'
import { resultOf } from '../../../relocate-stream.ts'
import { openRun, plainShare, type Examined } from '../../../run.ts'
import { summarize } from '../../../summary.ts'
import { openTotals } from '../../../totals.ts'
import type { StreamsOutcome, CurrentStream } from '../input/each-stream.ts'
import type { FoundFiles, InputFile } from '../input/input-file.ts'
import { holdWhole } from '../input/held-bytes.ts'
import { stripBytes } from '../input/strip-bytes.ts'
import { readFirst, type FirstPass } from './first-pass.ts'
import { readAgain } from './read-again.ts'

/** Relocates files one at a time, each after all were read once. */
export async function relocateFiles(
  found: FoundFiles,
  config: Config,
  take: (turn: CurrentStream) => void,
  isList: boolean,
): Promise<StreamsOutcome> {
  const run = openRun(config, isList)
  const firstPass = await readFirst(found, run)
  if (firstPass.problems.length > 0)
    return { problems: firstPass.problems, summary: summarize([], firstPass.problems) }
  const opened = run.open(firstPass.collected)
  const totals = openTotals(run, config, firstPass.files.length)
  const isRelevant = relevanceFor(withBuiltIn(config.fieldSpecs))
  const unread = eachFile(firstPass, (file, bytes, index) => {
    const { stream, restore } = stripBytes(holdWhole(bytes), isRelevant, file.name)
    const { written, share } = opened.relocate(stream, index)
    totals.add(plainShare(share), index)
    const result = resultOf(written)
    take({
      get text() {
        return bytes.toString('utf8')
      },
      file: file.name,
      result,
      get output() {
        return restore(result)
      },
    })
  })
  totals.addUsed(opened.used())
  const { problems, summary } = totals.close(opened.problems)
  return { problems: [...problems, ...unread], summary }
}

/** Examines files one at a time, each after all were read once. */
export async function examineFiles(
  found: FoundFiles,
  config: Config,
  take: (examined: Examined) => void,
): Promise<readonly Problem[]> {
  const run = openRun(config)
  const firstPass = await readFirst(found, run)
  if (firstPass.problems.length > 0) return firstPass.problems
  const examine = run.examine(firstPass.collected)
  return eachFile(firstPass, (file, bytes, index) => {
    take(examine({ text: bytes.toString('utf8'), file: file.name }, index))
  })
}

/** Reads each file again; the problems are those of files that are no longer what they were. */
function eachFile(
  { files, digests }: FirstPass,
  visit: (file: InputFile, bytes: Buffer, index: number) => void,
): readonly Problem[] {
  return files.flatMap((file, index) => {
    const read = readAgain(file, digests[index] ?? '')
    if ('problem' in read) return [read.problem]
    visit(file, read.bytes, index)
    return []
  })
}
