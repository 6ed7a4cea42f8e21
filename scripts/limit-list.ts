import { limits } from '../src/find/limits.ts'

/** What one stream may have, as a Markdown list. */
export function limitList(): string {
  return Object.values(limits)
    .map(({ most, what, which }) => `- ${most.toLocaleString('en-US')} ${what}${which}`)
    .join('\n')
}
