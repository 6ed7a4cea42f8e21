import { maskUserInfo } from './user-info.ts'

/** A command that a person may paste into a POSIX shell, whatever its words hold. No other way prints one. */
export function shellCommand(...words: readonly string[]): string {
  return words.map(shellWord).join(' ')
}

/**
 * One word as a POSIX shell reads it back, and as a terminal can show it: plain where every character is, in single
 * quotes otherwise; characters that act on a terminal are left to `printf`.
 */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text
  return invisible.test(text) ? `"$(printf '%b' '${octal(text)}')"` : `'${text.replaceAll("'", "'\\''")}'`
}

/** Text from the input inside a comment: it can never end the line. */
export function shellComment(text: string): string {
  return `# ${maskUserInfo(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')}`
}

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

/** For `printf %b`: every byte that is not a letter, digit or plain sign as `\0ooo`. */
function octal(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map(byte => {
      const character = String.fromCharCode(byte)
      return /[A-Za-z0-9_./:-]/.test(character) ? character : `\\0${byte.toString(8).padStart(3, '0')}`
    })
    .join('')
}
