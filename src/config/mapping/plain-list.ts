import { quote } from '../../reference/quote.ts'
import { mappingProblem, type MappedRule, type MappedRules, type MappingFormat } from './mapping.ts'

const entry = /^(\S+)(?:[ \t]+|=)(\S+)$/

/**
 * A line as it is in such a list, and in no list of variables or passwords that was named by mistake: names alone, a target with
 * a host or a path, and in front of a `=` a source with one.
 */
const likely = /^(?:[\w.:/@*-]+[\w*][ \t]+|(?=[^=]*[./:])[\w.:/@*-]+=)(?=[\w@-]*[./:])[\w.:/@-]+$/

/**
 * Lines of `source target` or `source=target`, with blank lines and comments (`#`): what scripts around skopeo keep, with or
 * without the `docker://` that skopeo writes.
 */
export const plainList: MappingFormat = {
  name: 'list',
  title: 'lines of source and target',
  isIt: text => {
    const lines = linesOf(text)
    const good = lines.filter(({ words }) => likely.test(words)).length
    return good > 0 && good * 2 >= lines.length
  },
  parse(text, file): MappedRules {
    const rules: MappedRule[] = []
    const problems = linesOf(text).flatMap(({ words, line }) => {
      const [, source, target] = entry.exec(words) ?? []
      if (source === undefined || target === undefined || !likely.test(words)) {
        // What does not look like names may be a password.
        const what = /^[\w.:/@*=, \t-]+$/.test(words) && !words.includes('=') ? `: ${quote(words)}` : ''
        return [mappingProblem(file, line, `not a source and a target${what}`, 'write both on the line')]
      }
      const pair = { source, target }
      rules.push({ config: isImage(pair) ? { images: [pair] } : { mirrors: [pair] }, line })
      return []
    })
    return { rules, problems }
  },
}

/**
 * One with a tag or a digest is an image, every other a prefix. Of `redis:7` alone the colon is that of a tag; of `host:5000`
 * it may be that of a port, unless the target has a tag or a digest too.
 */
function isImage({ source, target }: { readonly source: string; readonly target: string }): boolean {
  if (source.includes('@')) return true
  const last = source.slice(source.indexOf('/') + 1)
  if (source.includes('/') || !last.includes(':')) return source.includes('/') && last.includes(':')
  return !/:\d{2,5}$/.test(source) || /[:@]/.test(target.slice(target.indexOf('/') + 1))
}

function linesOf(text: string): readonly { readonly words: string; readonly line: number }[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((words, index) => ({
      words: words
        .replace(/(?:^|\s)#.*$/, '')
        .replaceAll('docker://', '')
        .trim(),
      line: index + 1,
    }))
    .filter(({ words }) => words !== '')
}
