/** What YAML 1.1 reads as null, a boolean, a number, a date or a merge when it is written plain. */
const special =
  /^(?:~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?\.?[0-9][0-9a-z_.:+-]*|[-+]?\.(?:inf|nan))$/i

/** Whether a text can be written without quotes and is read as that very string, by YAML 1.1 and 1.2. */
export function isPlainSafe(text: string, flow: boolean): boolean {
  if (text === '' || special.test(text)) return false
  if (/^[\s\-?:]?$|^[-?:]\s|^[,[\]{}#&*!|>'"%@`]|^\s|\s$/.test(text)) return false
  if (/:(?:\s|$)|\s#|[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]/.test(text)) return false
  return !(flow && /^:|[,?[\]{}]/.test(text))
}

/** In double quotes; JSON's escapes are YAML's too. */
export function quoteDouble(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f\x85\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The text as a value: plain where that is safe, else in double quotes. */
export function quotePlain(text: string, flow: boolean): string {
  return isPlainSafe(text, flow) ? text : quoteDouble(text)
}

/** A line break, and a tab in front of what is on the next line with text. */
const breakAndTab = /[ \t]*[\n\r\x85\u2028\u2029][ \n\r\x85\u2028\u2029]*\t/y

/** Whether plain text that ends here would go on to a line that begins with a tab: Go refuses that, but not after quotes. */
export function isBeforeTab(source: string, end: number): boolean {
  breakAndTab.lastIndex = end
  return breakAndTab.test(source)
}

/** The text as a value that ends in front of an offset, in any collection: plain where that is safe. */
export function quoteBefore(source: string, end: number, text: string): string {
  return isBeforeTab(source, end) ? quoteDouble(text) : quotePlain(text, true)
}

/** The text as a value in a given style; double quotes replace block styles. */
export function quoteAs(text: string, style: string, flow: boolean): string {
  if (style === 'plain') return quotePlain(text, flow)
  return style === 'single' ? `'${text.replaceAll("'", "''")}'` : quoteDouble(text)
}
