import { execFileSync } from 'node:child_process'
import { root } from './root.ts'

/**
 * The time that everything in a release bears, in seconds since 1970: SOURCE_DATE_EPOCH, else that of the last commit,
 * else 1980. No clock: two builds of one commit give the same bytes.
 *
 * @throws Error when SOURCE_DATE_EPOCH is not a number of seconds.
 */
export function sourceDate(): number {
  const given = process.env['SOURCE_DATE_EPOCH']
  if (given !== undefined) {
    if (!/^\d{1,11}$/.test(given)) throw new Error(`SOURCE_DATE_EPOCH is not a number of seconds: ${given}`)
    return Number(given)
  }
  try {
    const output = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return Number(output.trim()) || 315532800
  } catch {
    return 315532800
  }
}
