import type { FieldSpec } from './fieldspec.ts'

/** A row as an item of `fieldSpecs` in a configuration file, on one line, ready to paste. */
export function formatFieldSpec(spec: FieldSpec): string {
  return formatValue(spec)
}

/** A value in YAML's flow style, quoted where it is more than a word or a path. */
function formatValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatValue).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).filter(([, part]) => part !== undefined)
    return `{${pairs.map(([key, part]) => `${key}: ${formatValue(part)}`).join(', ')}}`
  }
  const text = String(value)
  if (typeof value !== 'string') return text
  const isWord = /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|y|n|null)$/i.test(text)
  return isWord ? text : JSON.stringify(text)
}
