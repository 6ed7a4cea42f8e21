import { DeadlineError } from './failure.ts'

/** One time limit for everything that a command asks, from its start on. */
export type Deadline = {
  readonly seconds: number
  /** Aborted at the deadline, with a `DeadlineError`. */
  readonly signal: AbortSignal
  /** Milliseconds that are left. */
  readonly left: () => number
  /** Waits; rejects at the deadline. */
  readonly wait: (milliseconds: number) => Promise<void>
  /** Ends the timer: nothing is kept waiting. */
  readonly end: () => void
}

export function startDeadline(seconds: number): Deadline {
  const controller = new AbortController()
  const due = Date.now() + seconds * 1000
  const timer = setTimeout(() => controller.abort(new DeadlineError(seconds)), seconds * 1000)
  const { signal } = controller
  return {
    seconds,
    signal,
    left: () => due - Date.now(),
    end: () => clearTimeout(timer),
    wait: milliseconds =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          clearTimeout(pause)
          reject(new DeadlineError(seconds))
        }
        const pause = setTimeout(() => {
          signal.removeEventListener('abort', stop)
          resolve()
        }, milliseconds)
        if (signal.aborted) stop()
        else signal.addEventListener('abort', stop, { once: true })
      }),
  }
}
