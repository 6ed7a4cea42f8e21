import { quote } from '../reference/quote.ts'

/**
 * Why a text cannot be the name of a Kubernetes Secret, or undefined when it can.
 *
 * Names of Secrets are RFC 1123 subdomains: at most 253 characters, labels of lower-case letters, digits and `-` that
 * begin and end with a letter or digit, parted by dots.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function faultOfSecretName(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (name.length > 253) return `has ${name.length} characters, 253 are allowed`
  if (/[A-Z]/.test(name)) return 'has upper-case letters'
  const stranger = /[^a-z0-9.-]/u.exec(name)
  if (stranger !== null) return `has the character ${quote(stranger[0])}`
  if (name.split('.').some(label => label === '')) return 'has an empty part between dots'
  if (/(?:^|\.)-|-(?:\.|$)/.test(name)) return 'has a part that begins or ends with "-"'
  return undefined
}

export const secretNameRemedy = 'name a Secret: lower-case letters, digits, "-" and "."'
