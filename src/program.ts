import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'

/** No answer that is asked for is longer; a program that goes on talking is ended here. */
const longestAnswer = 1 << 20

/** How a program answered: it ended by itself, could not be started, did not stop talking, or was ended by the signal. */
export type ProgramAnswer =
  | {
      readonly kind: 'ended'
      /** The exit code, or the signal that killed it. */
      readonly exit: number | string
      readonly stdout: string
      readonly stderr: string
    }
  | { readonly kind: 'not-started'; readonly isMissing: boolean; readonly reason: string }
  | { readonly kind: 'endless' }
  | { readonly kind: 'aborted' }

type ProgramOptions = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly input?: string
}

/**
 * Runs a program that answers on standard output, without a terminal, with `input` on its standard input. It is killed when
 * the signal is aborted. Never rejects.
 */
export function askProgram(
  program: string,
  args: readonly string[],
  { env, signal, input = '' }: ProgramOptions,
): Promise<ProgramAnswer> {
  if (signal.aborted) return Promise.resolve({ kind: 'aborted' })
  let child: ChildProcessWithoutNullStreams
  try {
    child = spawn(program, [...args], { env, stdio: 'pipe' })
  } catch (error) {
    return Promise.resolve({ kind: 'not-started', ...startFault(error as Error) })
  }
  // It may end without reading.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return answerOf(child, signal)
}

function answerOf(child: ChildProcessWithoutNullStreams, signal: AbortSignal): Promise<ProgramAnswer> {
  return new Promise(resolve => {
    const text = { stdout: '', stderr: '' }
    const answer = (value: ProgramAnswer): void => {
      signal.removeEventListener('abort', stop)
      resolve(value)
    }
    const kill = (value: ProgramAnswer): void => {
      child.kill('SIGKILL')
      // A child of it may hold the pipes open.
      child.stdout.destroy()
      child.stderr.destroy()
      answer(value)
    }
    const stop = (): void => kill({ kind: 'aborted' })
    const collect = (stream: 'stdout' | 'stderr') => (chunk: string) => {
      text[stream] += chunk
      if (text[stream].length > longestAnswer) kill({ kind: 'endless' })
    }
    signal.addEventListener('abort', stop, { once: true })
    child.stdout.setEncoding('utf8').on('data', collect('stdout'))
    child.stderr.setEncoding('utf8').on('data', collect('stderr'))
    child.on('error', error => answer({ kind: 'not-started', ...startFault(error) }))
    child.on('close', (code, killedBy) => answer({ kind: 'ended', exit: code ?? killedBy ?? '', ...text }))
  })
}

function startFault(error: Error): { readonly isMissing: boolean; readonly reason: string } {
  const { code } = error as { readonly code?: string }
  // The runtime of the binary has words of its own.
  const isMissing = code === 'ENOENT' || /not found in \$PATH/i.test(error.message)
  return { isMissing, reason: error.message }
}
