import { emptyConfig, type Config } from '../../src/config/config.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { splitStream } from '../../src/manifest/stream.ts'
import { isFatal } from '../../src/problem.ts'
import { relocate, type Result } from '../../src/relocate.ts'
import { faultsForKubernetes } from '../../test/kubernetes-yaml/compare.ts'
import { read } from '../../src/yaml/reader.ts'
import type { Kubernetes } from '../../test/kubernetes-yaml/kubernetes.ts'
import { readingFault } from '../../test/kubernetes-yaml/ours.ts'

/** The first promise that a text breaks, in words. Each holds for any text and any configuration. */
export async function complaintOf(
  text: string,
  config: Config,
  kubernetes: Kubernetes | undefined,
): Promise<string | undefined> {
  const started = processorTime()
  try {
    const result = relocate(text, config)
    const complaint = complaintOfText(text) ?? complaintOfResult(text, config, result)
    const took = processorTime() - started
    if (complaint !== undefined) return complaint
    if (took > 2_000) return 'slower than 2 seconds'
    // What is half a character cannot be passed on.
    if (kubernetes === undefined || /\p{Surrogate}/u.test(text)) return undefined
    const misread = await readingFault(kubernetes, text)
    if (misread !== undefined) return `reader: ${misread}`
    if (result.output === text) return undefined
    const [fault] = await faultsForKubernetes(kubernetes, text, result)
    return fault === undefined ? undefined : `Kubernetes: ${fault.replace(/^document \d+: /, '')}`
  } catch (error) {
    return `thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
}

function complaintOfText(text: string): string | undefined {
  const documents = splitStream(text)
  if (documents.map(({ start, end }) => text.slice(start, end)).join('---') !== text)
    return 'splitting loses text'
  // They have to take anything without throwing.
  read(text)
  parseConfig(text, 'fuzz.yaml')
  return undefined
}

function complaintOfResult(text: string, config: Config, result: Result): string | undefined {
  const isRefused = result.problems.some(isFatal)
  if (isRefused) return result.output === text ? undefined : 'a refused stream changed'
  if (relocate(text, emptyConfig).output !== text) return 'no configuration, and a change'
  return relocate(result.output, config).output === result.output ? undefined : 'twice is not once'
}

/** Milliseconds of this process: how busy the machine is does not count. */
function processorTime(): number {
  return process.cpuUsage().user / 1000
}
