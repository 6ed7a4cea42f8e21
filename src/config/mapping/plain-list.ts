import { quote } from '../../reference/quote.ts'
import { trimSlashes } from '../../reference/slashes.ts'
import type { SourceTarget } from '../../rules/rule-config.ts'
import { mappingProblem, type MappedRule, type MappedRules, type MappingFormat } from './mapping.ts'

/** What lists have between a source and its target, where it is not blanks alone. */
const separator = /->|=>|=|,/
const name = /^[\w.:/@*-]*[\w*]$/
const hostOrPath = /[./:]/

/**
 * Lines of a source and a target, with blanks, `=`, `->`, `=>` or a comma between them, blank lines and comments (`#`): what
 * scripts around skopeo keep, with or without the `docker://` that skopeo writes, and prefixes with or without a `/` or `/*`.
 */
export const plainList: MappingFormat = {
  name: 'list',
  title: 'lines of source and target',
  isOfNodes: false,
  isIt: text => {
    const lines = linesOf(text)
    const good = lines.filter(({ words }) => readPair(words) !== undefined).length
    return good > 0 && good * 2 >= lines.length
  },
  parse(text, file): MappedRules {
    const rules: MappedRule[] = []
    const problems = linesOf(text).flatMap(({ words, line }) => {
      const pair = readPair(words)
      if (pair === undefined) {
        // What does not look like names may be a password.
        const what = /^[\w.:/@*, \t-]+$/.test(words) ? `: ${quote(words)}` : ''
        return [mappingProblem(file, line, `not a source and a target${what}`, 'write both on the line')]
      }
      rules.push({ config: isImage(pair) ? { images: [pair] } : { mirrors: [pair] }, line })
      return []
    })
    return { rules, problems }
  },
}

/**
 * The source and the target of a line as it is in such a list, and in no list of variables or passwords that was named by
 * mistake: two names, a target with a host or a path, and in front of a separator a source with one.
 */
function readPair(words: string): SourceTarget | undefined {
  const hasSeparator = separator.test(words)
  const parts = hasSeparator ? words.split(separator) : words.split(/[ \t]+/)
  const [source = '', target = '', ...more] = parts.map(part => withoutRest(part.trim()))
  if (more.length > 0 || !name.test(source) || !name.test(target) || target.includes('*')) return undefined
  if (hasSeparator && !hostOrPath.test(source)) return undefined
  return hostOrPath.test(target) ? { source, target } : undefined
}

/** `quay.io/` and `quay.io/*` are the prefix `quay.io`. */
function withoutRest(text: string): string {
  return trimSlashes(text.replace(/\/\*$/, ''))
}

/**
 * One with a tag or a digest is an image, every other a prefix. Of `redis:7` alone the colon is that of a tag; of `host:5000`
 * it may be that of a port, unless the target has a tag or a digest too.
 */
function isImage({ source, target }: SourceTarget): boolean {
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
