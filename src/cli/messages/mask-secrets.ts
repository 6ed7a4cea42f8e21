import { endOf, mask, maskVariables } from './mask-variables.ts'

/**
 * A stream with as many lines, in which the values of Secrets and of variables like `*PASSWORD*`, `*TOKEN*` and `*SECRET*` are
 * `***`. Reads lines, not YAML: it has to hide something also where a document cannot be read.
 */
export function maskSecrets(text: string): string {
  return text
    .split(/^(?=---)/m)
    .map(document => (isSecret(document) ? maskDocument(document) : document))
    .map(maskVariables)
    .join('')
}

function isSecret(document: string): boolean {
  return /(?:^|[\s{,])["']?kind["']?:\s{0,9}["']?Secret\b/m.test(document)
}

/** Everything below `data` and `stringData`, or after them on their line. */
function maskDocument(document: string): string {
  let depth = -1
  return document
    .split('\n')
    .map(line => {
      const indent = line.length - line.trimStart().length
      if (line.trim() === '') return line
      if (depth >= 0 && (indent > depth || /^-(?:\s|$)/.test(line.trimStart())))
        return maskedLine(line, indent)
      depth = -1
      const [, before, behind = ''] = /^(.*?["']?(?:data|stringData)["']?:)(.*)$/.exec(line) ?? []
      if (before === undefined) return line
      depth = indent
      return behind.trim() === '' ? line : `${before} ${mask}${endOf(line)}`
    })
    .join('\n')
}

/** Keys stay, to show where a value is; lines of a text go. */
function maskedLine(line: string, indent: number): string {
  const key = /^\s{0,200}["']?[\w.-]{1,253}["']?:(?=\s|$)/.exec(line)?.[0]
  return `${key === undefined ? line.slice(0, indent) : `${key} `}${mask}${endOf(line)}`
}
