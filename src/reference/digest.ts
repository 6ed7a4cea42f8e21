/**
 * Digests.
 *
 *     digest     := algorithm ":" at least 32 hexadecimal digits
 *     algorithm  := word { one of "+", ".", "_", "-" word }, a word being letters and digits after a letter
 *
 * Of the algorithms that the OCI image specification registers the length is known, and their digits are lower case:
 * https://github.com/opencontainers/image-spec/blob/main/descriptor.md#registered-algorithms
 */
import { quote } from './quote.ts'
import type { Fault } from './fault.ts'

const algorithmPattern = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*'
const algorithm = new RegExp(`^${algorithmPattern}$`)
const digits = /^[0-9A-Fa-f]*$/
const fewestDigits = 32

/** The grammar of a digest, as the source of a regular expression that RE2 reads too. */
export const digestPattern = `${algorithmPattern}:[0-9A-Fa-f]{${fewestDigits},}`

/** The digits of a digest of a registered algorithm. */
export const registeredLengths: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])

/** What is wrong with a digest, if anything. */
export function digestFault(text: string): Fault | undefined {
  if (text === '') {
    return {
      reason: 'empty-digest',
      what: 'no digest follows the "@"',
      remedy: 'write a digest, or remove the "@"',
    }
  }
  const colon = text.indexOf(':')
  const name = text.slice(0, Math.max(colon, 0))
  const value = text.slice(colon + 1)
  if (!algorithm.test(name) || !digits.test(value)) {
    return {
      reason: 'bad-digest',
      what: `${quote(text)} is not a digest`,
      remedy: 'write the algorithm, ":" and the value in hexadecimal digits, as in sha256:9f86d0…',
    }
  }
  const length = registeredLengths.get(name)
  if (length === undefined ? value.length < fewestDigits : value.length !== length) {
    const expected = length === undefined ? `at least ${fewestDigits}` : `${length}`
    return {
      reason: 'digest-length',
      what: `the ${name} digest has ${value.length} digits, not ${expected}`,
      remedy: 'copy the digest again, whole',
    }
  }
  if (length !== undefined && value !== value.toLowerCase()) {
    return {
      reason: 'bad-digest',
      what: `the ${name} digest has capitals`,
      remedy: `write the digits of a ${name} digest in lower case`,
    }
  }
  return undefined
}
