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
  /** Stops everything that was asked as if time were over. */
  readonly stop: () => void
  /** Ends the timer: nothing is kept waiting. */
  readonly end: () => void
}

export function startDeadline(seconds: number): Deadline {
  const controller = new AbortController()
  const due = Date.now() + seconds * 1000
  const stop = (): void => controller.abort(new DeadlineError(seconds))
  const timer = setTimeout(stop, seconds * 1000)
  const { signal } = controller
  return {
    seconds,
    signal,
    left: () => due - Date.now(),
    stop,
    end: () => clearTimeout(timer),
    wait: milliseconds =>
      new Promise((resolve, reject) => {
        const fail = (): void => {
          clearTimeout(pause)
          reject(new DeadlineError(seconds))
        }
        const pause = setTimeout(() => {
          signal.removeEventListener('abort', fail)
          resolve()
        }, milliseconds)
        if (signal.aborted) fail()
        else signal.addEventListener('abort', fail, { once: true })
      }),
  }
}
