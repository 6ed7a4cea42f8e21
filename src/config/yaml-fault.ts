import type { YamlFault } from '../yaml/reader.ts'

/** Text of the file between quotes: a name or a value, other than punctuation. */
const quotedText = /"[^"\p{L}\p{N}]*[\p{L}\p{N}][^"]*"/gu

/** Why the YAML of a file with settings cannot be read, without a word of the file: a secret may have been named by mistake. */
export function faultSentence(fault: YamlFault): string {
  return `not readable as YAML: ${faultWithoutValues(fault)}`
}

/** The fault alone, for a sentence that names the kind of file. */
export function faultWithoutValues({ message }: YamlFault): string {
  return message.replace(quotedText, '"…"')
}
