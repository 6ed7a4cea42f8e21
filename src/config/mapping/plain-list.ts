import { quote } from '../../reference/quote.ts'
import type { SourceTarget } from '../../rules/rule-config.ts'
import { mappingProblem, type ForeignMapping, type MappingFormat } from './mapping.ts'

const entry = /^(\S+)(?:[ \t]+|=)(\S+)$/

/**
 * A line as it is in such a list, and in no list of variables or passwords that was named by mistake: names alone, a target with
 * a host or a path, and in front of a `=` a source with one.
 */
const likely = /^(?:[\w.:/@*-]+[\w*][ \t]+|(?=[^=]*[./:])[\w.:/@*-]+=)(?=[\w@-]*[./:])[\w.:/@-]+$/

/** Lines of `source target` or `source=target`, with blank lines and comments (`#`): what scripts around skopeo keep. */
export const plainList: MappingFormat = {
  name: 'list',
  title: 'lines of source and target',
  isIt: text => linesOf(text).length > 0 && linesOf(text).every(({ words }) => likely.test(words)),
  parse(text, file): ForeignMapping {
    const mirrors: SourceTarget[] = []
    const images: SourceTarget[] = []
    const problems = linesOf(text).flatMap(({ words, line }) => {
      const [, source, target] = entry.exec(words) ?? []
      if (source === undefined || target === undefined)
        return [
          mappingProblem(file, line, `not a source and a target: ${quote(words)}`, 'write both on the line'),
        ]
      ;(isImage(source) ? images : mirrors).push({ source, target })
      return []
    })
    return { config: { mirrors, images }, problems }
  },
}

/** One with a tag or a digest is an image, every other a prefix. */
export function isImage(source: string): boolean {
  return /[:@]/.test(source.slice(source.indexOf('/') + 1)) && source.includes('/')
}

function linesOf(text: string): readonly { readonly words: string; readonly line: number }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((words, index) => ({ words: words.replace(/(?:^|\s)#.*$/, '').trim(), line: index + 1 }))
    .filter(({ words }) => words !== '')
}
