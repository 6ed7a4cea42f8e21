import { getSystemErrorMap } from 'node:util'

/** Why the system refused, in its own words: "no such file or directory". Any other error gives its message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { errno } = error as NodeJS.ErrnoException
  return (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? error.message
}

/** Whether an error of the system has this code, as in `EPIPE`. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code
}
