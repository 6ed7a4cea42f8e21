/** What a value is replaced by. */
export const mask = '***'

/** Names of variables whose values must not appear on a screen or in a log. */
const secretName = /^["']?(?=[A-Z0-9_]{0,253}?(?:PASSWORD|PASSWD|TOKEN|SECRET))[A-Z0-9_]{1,253}["']?$/

export function maskVariables(document: string): string {
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

export function endOf(line: string): string {
  return line.endsWith('\r') ? '\r' : ''
}
