import type { Problem } from '../../problem.ts'
import { quote } from '../../reference/quote.ts'

import type { Invocation } from '../commands.ts'
import { isNothing } from '../messages/nothing-read.ts'
import { decodeView } from './held-bytes.ts'
import { readStandardInput, type ReadStreams, type Stream } from './read-stream.ts'

/** `-` alone is standard input, as elsewhere. */
export function isStandardInput(paths: readonly string[]): boolean {
  return paths.length === 0 || (paths.length === 1 && paths[0] === '-')
}

/** What a command reads: standard input, or the files named. A terminal is not an input: it is a user who needs help. */
export async function readInput(invocation: Invocation): Promise<ReadStreams> {
  const { paths, stdin } = invocation
  if (!isStandardInput(paths)) return (await import('./read-files.ts')).readFiles(invocation)
  if (stdin.isTTY !== true) {
    const read = await readStandardInput(stdin)
    const failure = read.streams.map(errorOfHelm).find(problem => problem !== undefined)
    if (failure !== undefined) return { streams: [], problems: [failure] }
    if (read.streams.some(startsWithHelmsLines)) invocation.note(helmsLines)
    return read
  }
  const problem: Problem = {
    code: 'USAGE_INVALID',
    message: 'no manifests: standard input is a terminal',
    remedy: 'pipe a stream in or name files; see --help',
  }
  return { streams: [], problems: [problem] }
}

/** `helm template 2>&1` pipes the message of a failure in, which would pass as a stream without images. */
function errorOfHelm({ bytes }: Stream): Problem | undefined {
  const { windows: [{ view } = { view: '' }, ...others] = [] } = bytes ?? {}
  const line = others.length === 0 && isNothing(view) ? /^Error: .+/m.exec(view)?.[0] : undefined
  if (line === undefined) return undefined
  return {
    code: 'STREAM_EMPTY',
    message: `standard input has no manifests, but the error of a command: ${quote(decodeView(line.trimEnd()))}`,
    remedy: 'correct what that command reports, then run it again',
  }
}

/**
 * What Helm prints ahead of the manifests of a chart from an OCI registry, on standard output. Source: `Client.Pull` in
 * `pkg/registry/client.go` of https://github.com/helm/helm, v4.2.
 */
function startsWithHelmsLines({ bytes }: Stream): boolean {
  return /^Pulled: \S+\r?\nDigest: \S+\r?\n/.test(bytes?.windows[0]?.view.slice(0, 2000) ?? '')
}

const helmsLines: Problem = {
  code: 'HELM_LINES',
  message:
    'Helm printed "Pulled:" and "Digest:" ahead of the manifests; these lines are not manifests and stay',
  remedy: 'remove them before kubectl apply, or fetch the chart first: helm pull',
  place: { line: 1 },
}
