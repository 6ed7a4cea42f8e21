/**
 * Tags.
 *
 *     tag  := letter, digit or "_", then at most 127 letters, digits, "_", "." and "-"
 */
import type { Fault } from './fault.ts'
import { quote } from './quote.ts'

const longestTag = 128
const tag = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/

/** The grammar of a tag, as the source of a regular expression that RE2 reads too. */
export const tagPattern = `[A-Za-z0-9_][A-Za-z0-9_.-]{0,${longestTag - 1}}`

/** What is wrong with a tag, if anything. */
export function tagFault(text: string): Fault | undefined {
  if (text === '') {
    return { reason: 'empty-tag', what: 'no tag follows the ":"', remedy: 'write a tag, or remove the ":"' }
  }
  if (text.length > longestTag) {
    return {
      reason: 'tag-too-long',
      what: `the tag has ${text.length} characters`,
      remedy: `shorten the tag to ${longestTag} characters`,
    }
  }
  if (tag.test(text)) return undefined
  return {
    reason: 'bad-tag',
    what: `${quote(text)} is not a tag`,
    remedy: 'use letters, digits, "_", "." and "-" in a tag, and neither "." nor "-" first',
  }
}
