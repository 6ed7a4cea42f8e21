/**
 * Repository paths.
 *
 *     path       := component { "/" component }
 *     component  := alphanumeric { separator alphanumeric }
 *     separator  := "." | "_" | "__" | one or more "-"
 *
 * Letters are lower case. The grammar is that of https://github.com/distribution/reference (`regexp.go`).
 */
import { quote } from './quote.ts'
import type { Fault } from './fault.ts'

/** The grammar of a path component, as the source of a regular expression that RE2 reads too. */
export const componentPattern = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const oneComponent = new RegExp(`^${componentPattern}$`)
const wholePath = new RegExp(`^${componentPattern}(?:/${componentPattern})*$`)

/** What is wrong with a repository path, if anything. */
export function pathFault(path: string): Fault | undefined {
  if (wholePath.test(path)) return undefined
  for (const part of path.split('/')) {
    const fault = componentFault(part, path)
    if (fault !== undefined) return fault
  }
  return undefined
}

function componentFault(part: string, path: string): Fault | undefined {
  if (oneComponent.test(part)) return undefined
  if (part === '') {
    return {
      reason: 'empty-component',
      what: `${quote(path)} has an empty component`,
      remedy: 'remove the extra "/", or write the missing name',
    }
  }
  if (oneComponent.test(part.toLowerCase())) {
    return {
      reason: 'upper-case',
      what: `${quote(part)} has capitals`,
      remedy: `write ${part.toLowerCase()}: repository names are lower case`,
    }
  }
  return {
    reason: 'bad-component',
    what: `${quote(part)} is not a path component`,
    remedy:
      'use lower-case letters and digits, with single ".", one or two "_" or any number of "-" between them',
  }
}
