const mask = '***'

/** Names of variables whose values nobody should read over a shoulder or in a log. */
const secretName = /^["']?[A-Z0-9_]*(?:PASSWORD|PASSWD|TOKEN|SECRET)[A-Z0-9_]*["']?$/

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

/** Everything below `data` and `stringData`, or behind them on their line. */
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

function maskVariables(document: string): string {
  const lines = document.split('\n')
  return lines.map((line, index) => maskedVariable(line, lines, index)).join('\n')
}

function maskedVariable(line: string, lines: readonly string[], index: number): string {
  const pair = /^(\s{0,200}(?:- {0,9})?)(["']?[\w.-]{1,253}["']?)(\s{0,9}[:=]\s{0,9})(\S.*)$/.exec(line)
  if (pair === null) return maskedFlow(line)
  const [, lead = '', key = '', sign = ''] = pair
  if (secretName.test(key)) return `${lead}${key}${sign}${mask}${endOf(line)}`
  if (key !== 'value' && key !== '"value"') return maskedFlow(line)
  const siblings = [lines[index - 1], lines[index + 1]]
  const isOfSecret = siblings.some(sibling => {
    const name = /^\s{0,200}(?:- {0,9})?["']?name["']?:\s{0,9}(\S{1,253}?),?\r?$/.exec(sibling ?? '')?.[1]
    return name !== undefined && secretName.test(name)
  })
  return isOfSecret ? `${lead}${key}${sign}${mask}${endOf(line)}` : line
}

/** `{name: TOKEN, value: x}`, in either order, and the same in JSON. */
function maskedFlow(line: string): string {
  if (!line.includes('{') || !/PASSW|TOKEN|SECRET/.test(line)) return line
  return line.replace(/\{[^{}]{1,4000}\}/g, flow => {
    const name = /["']?name["']?:\s{0,9}([^\s,}]+)/.exec(flow)?.[1]
    return name !== undefined && secretName.test(name)
      ? flow.replace(/(["']?value["']?:\s{0,9})(?:"[^"]*"|'[^']*'|[^,}]+)/, `$1${mask}`)
      : flow
  })
}

function endOf(line: string): string {
  return line.endsWith('\r') ? '\r' : ''
}
