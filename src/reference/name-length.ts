import type { Fault } from './fault.ts'

/** Characters of a name, its registry included. */
export const longestName = 255

/** What is wrong with the length of a name, if anything. */
export function lengthFault(name: string): Fault | undefined {
  if (name.length <= longestName) return undefined
  return {
    reason: 'name-too-long',
    what: `the name has ${name.length} characters`,
    remedy: `shorten registry and repository to ${longestName} characters together`,
  }
}
