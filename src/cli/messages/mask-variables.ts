import { maskUserInfo } from '../../reference/user-info.ts'
import { maskCommands, takesPassword, takesUserAndPassword } from './mask-commands.ts'
import { continuationOf, indentationOf, mask, maskedLine, withMask } from './mask-lines.ts'

/** Words at whose end a name of a variable, key or flag says that its value must not appear on a screen or in a log. */
const secretWord =
  '(?:password|passwd|passphrase|(?<![a-z])pass|(?:db|user|root|admin|require)pass|(?<=[_-])pwd|token|(?:api|access|private)[-_]?key|(?<!pull[-_]?)secret)'
/** The same in constants, where more of the name may follow. */
const secretConstantWord =
  '(?:PASSWORD|PASSWD|(?<![A-Z])PASS(?![A-Z])|(?<=_)PWD|TOKEN|(?:API|ACCESS|PRIVATE)_?KEY|SECRET)'
const secretName = new RegExp(`${secretWord}$`, 'i')
/** The same for a variable or a header, whose name is a value. */
const secretVariable =
  /passw|passphrase|(?<![a-z])pass(?![a-z])|(?:db|user|root|admin|require)pass$|[_-]pwd$|token|secret|(?:api|access|private)[-_]?key|^authorization$/i
const secretConstant = new RegExp(`${secretConstantWord}[A-Z0-9_.-]{0,253}$`)
/** What no line with one of these names is without. */
const hint = /pass|pwd|token|secret|(?:api|access|private)[-_]?key|authorization|bearer/i

/** `key: value`, `KEY=value`, `export KEY=value`: what is before the value. */
const pairHead = /^(?:export {1,9})?(["']?)([\w.-]{1,253})\1\s{0,9}[:=]\s{0,99}/

/** Such a name and its value anywhere in a line: in a flag, in JSON, in a command. */
const named = new RegExp(
  String.raw`(${secretWord}\\?["']?\s{0,9}[:=]\s{0,9})(?!true\b|false\b|null\b|[[{])(?:\\?"[^"]*"?|'[^']*'?|[^\s,;&}\]"'\\]+)`,
  'gi',
)
const namedConstant = new RegExp(
  String.raw`(${secretConstantWord}[A-Z0-9_]{0,99}\\?["']?\s{0,9}[:=]\s{0,9})(?![[{])(?:\\?"[^"]*"?|'[^']*'?|[^\s,;&}\]"'\\]+)`,
  'g',
)
const flagAndValue = new RegExp(
  String.raw`((?<![\w-])--?[\w-]{0,99}${secretWord}(?:["']?,\s{0,9}["']?|\s{1,9}))(?!-)[^\s"'\\,\]]+`,
  'gi',
)
const authorization = /(authorization\\?["']?:?\s{0,9}(?:Bearer|Basic)\s{1,9}|\bbearer\s{1,9})[^\s"'\\]+/gi
const flagAlone = new RegExp(String.raw`^["']?--?[\w-]{0,99}${secretWord}["']?\s*$`, 'i')

/** A field `name`, and one in a mapping that is not closed on its line. */
const ownName =
  /^["']?name["']?\s{0,9}:\s{1,99}(?:[!&]\S{1,99}\s{1,99}){0,2}["']?([\w.-]{1,253})["']?(?:\s|,|$)/
const openName = /^\{?[^{}]{0,99}["']?\bname["']?:\s{0,9}["']?([\w.-]{1,253})[^{}]*$/

/** A key that says which Secret to use, and a name of one. `clientSecret: a` is not one: that may be the secret itself. */
const secretReference =
  /(?:existing|config|tls|ca|cert|certificate|keystore|truststore|storage|bucket|superuser|credentials?|license)[-_.]?secret["']?\s{0,9}[:=]\s{0,9}["']?[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?["']?,?\s*$/i

/** How far the name of a variable is looked for from its value. */
const farthest = 300

/** The same for the command of a flag. */
const farthestCommand = 10

/** The lines of a document, and what each begins with. */
type Lines = { readonly lines: readonly string[]; readonly leads: readonly string[] }

/** Lines of a document without the values of such names, and without the user information of URLs. */
export function maskVariables(document: string): string {
  if (!hint.test(document) && !/login|-[aupw]|user|creds|[@?]/i.test(document)) return document
  const lines = document.split('\n')
  const all = { lines, leads: lines.map(indentationOf) }
  const shown: string[] = []
  while (shown.length < lines.length) {
    const { line, more } = maskedAt(all, shown.length)
    shown.push(line)
    for (let left = more; left > 0; left--) shown.push(maskedLine(lines[shown.length] ?? ''))
  }
  return shown.join('\n')
}

/** A line, and how many after it are a part of the same value. */
function maskedAt({ lines, leads }: Lines, index: number): { readonly line: string; readonly more: number } {
  const line = lines[index] ?? ''
  const lead = leads[index] ?? ''
  const text = line.slice(lead.length)
  const [head, , key = ''] = pairHead.exec(text) ?? []
  const value = text.slice(head?.length ?? 0)
  // Flow style on one line is masked where the value is.
  const isWhole = lead.includes('{') && (key !== 'value' || text.includes('}'))
  const isHidden = key === 'value' ? isOfSecret({ lines, leads }, index) : hidesValue(key, value)
  if (head !== undefined && !isWhole && isHidden) {
    return {
      line: withValueMasked(lead + head, value, line),
      more: continuationOf(value, lines, index, lead.length),
    }
  }
  const isFlag =
    flagAlone.test(text) ||
    takesUserAndPassword(text, (lines[index + 1] ?? '').replace(/^\s*- +/, '')) ||
    takesPassword(text, lines.slice(Math.max(0, index - farthestCommand), index))
  return { line: maskedWithin(line), more: lead.includes('-') && isFlag ? 1 : 0 }
}

function withValueMasked(before: string, value: string, line: string): string {
  return value.trim() === '' ? line : withMask(before, line)
}

/** Fields of Kubernetes have such names too, with objects, booleans and nothing as values. */
function hidesValue(key: string, value: string): boolean {
  if (secretConstant.test(key)) return true
  if (!secretName.test(key) || secretReference.test(`${key}: ${value}`)) return false
  return !/^(?:true|false|null|~|[[{].*)?,?\s*$/.test(value)
}

/** Whether a `value` is that of a variable or a header with such a name. */
function isOfSecret(all: Lines, index: number): boolean {
  const name = nameAt(all, index, -1) ?? nameAt(all, index, 1)
  return name !== undefined && secretVariable.test(name)
}

/** The name next to a value, in one direction: a field at the same column, of the same item of the list. */
function nameAt({ lines, leads }: Lines, index: number, step: 1 | -1): string | undefined {
  const column = leads[index]?.length ?? 0
  const isFirst = (at: number): boolean => /[-{]/.test(leads[at] ?? '')
  if (step === -1 && isFirst(index)) return undefined
  for (let at = index + step; Math.abs(at - index) <= farthest && at >= 0 && at < lines.length; at += step) {
    const { length } = leads[at] ?? ''
    if (length > column || lines[at]?.trim() === '') continue
    const text = (lines[at] ?? '').slice(length)
    if (length < column) return step === -1 ? openName.exec(text)?.[1] : undefined
    if ((step === 1 && isFirst(at)) || /^["']?value\b/.test(text)) return undefined
    const name = ownName.exec(text)?.[1]
    if (name !== undefined || (step === -1 && isFirst(at))) return name
  }
  return undefined
}

function maskedWithin(line: string): string {
  const paired = hint.test(line) ? maskedPairs(line) : line
  const bare = maskCommands(paired)
  return bare.includes('://') || bare.includes('@') ? maskUserInfo(bare) : bare
}

function maskedPairs(line: string): string {
  const text = maskedFlow(line)
  return text
    .replace(named, (pair: string, head: string, at: number) => {
      const isReference = secretReference.test(text.slice(Math.max(0, at - 12), at) + pair)
      return isReference ? pair : head + mask
    })
    .replace(namedConstant, `$1${mask}`)
    .replace(flagAndValue, `$1${mask}`)
    .replace(authorization, `$1${mask}`)
}

/** `{name: TOKEN, value: x}`, in either order, and the same in JSON. */
function maskedFlow(line: string): string {
  if (!line.includes('{')) return line
  return line.replace(/\{[^{}]{1,4000}\}/g, flow => {
    const name = /["']?name["']?:\s{0,9}["']?([\w.-]{1,253})/.exec(flow)?.[1]
    return name !== undefined && secretVariable.test(name)
      ? flow.replace(/(["']?value["']?:\s{0,9})(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^,}]+)/, `$1${mask}`)
      : flow
  })
}
