import type { Problem } from '../../../problem.ts'
import { quote } from '../../../reference/quote.ts'

import type { Invocation } from '../../commands.ts'
import { errorLineIn, isOtherText } from '../../messages/nothing-read.ts'
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
    const isMeant = invocation.settings.isOn('pass-through')
    const failure = isMeant ? undefined : read.streams.map(noManifests).find(fault => fault !== undefined)
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

/** A web page, or the message of a command that failed (`helm template 2>&1`), would pass as a stream without images. */
function noManifests({ bytes }: Stream): Problem | undefined {
  const { windows: [{ view } = { view: '' }, ...others] = [] } = bytes ?? {}
  if (others.length > 0 || !isOtherText(view)) return undefined
  const line = errorLineIn(view)
  if (line === undefined)
    return {
      code: 'STREAM_EMPTY',
      message: 'nothing on standard input is a Kubernetes object',
      remedy: 'check the command before the pipe: it printed something else',
    }
  return {
    code: 'STREAM_EMPTY',
    message: `standard input has no manifests, but the error of a command: ${quote(decodeView(line))}`,
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
