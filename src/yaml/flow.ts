/** A value in YAML's flow style on one line, quoted where it is more than a word or a path: what a person may paste. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).filter(([, part]) => part !== undefined)
    return `{${pairs.map(([key, part]) => `${key}: ${flowText(part)}`).join(', ')}}`
  }
  const text = String(value)
  if (typeof value !== 'string') return text
  const isWord = /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|y|n|null)$/i.test(text)
  return isWord ? text : JSON.stringify(text)
}
