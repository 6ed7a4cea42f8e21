const prefixed = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+)$/
const decimal = /^([-+]?)(0|[1-9][0-9]*)$/

/** The integer that a text is to Go: strconv.ParseInt and ParseUint with base 0, underscores left out. */
function integerOf(text: string): bigint | undefined {
  const digits = text.replaceAll('_', '')
  const [, sign, number = ''] = prefixed.exec(digits) ?? decimal.exec(digits) ?? []
  if (sign === undefined || number.length > 70) return undefined
  const value = BigInt(/^0[0-7]+$/.test(number) ? `0o${number.slice(1)}` : number)
  const end = sign === '' ? 2n ** 64n : sign === '+' ? 2n ** 63n : 2n ** 63n + 1n
  return value < end ? (sign === '-' ? -value : value) : undefined
}

export function isInteger(text: string): boolean {
  return integerOf(text) !== undefined
}

export function isFloat(text: string): boolean {
  const isWritten = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)
  return isWritten && Number.isFinite(Number(text))
}

/** A number that is a key, as sigs.k8s.io/yaml writes it into JSON: a fraction with the precision of 32 bits. */
export function formatNumber(text: string): string {
  const integer = integerOf(text)
  if (integer !== undefined) return integer.toString()
  if (/^[-+]?\.[in]/i.test(text)) return text.toLowerCase().replace('+', '')
  const value = Number(text.replaceAll('_', ''))
  if (Math.fround(value) === 0) return Object.is(Math.sign(value), -0) || value < 0 ? '-0' : '0'
  if (!Number.isFinite(Math.fround(value))) return value < 0 ? '-.inf' : '.inf'
  let digits = 1
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== Math.fround(value)) digits++
  const shortest = Number(value.toPrecision(digits))
  const exponent = Math.floor(Math.log10(Math.abs(shortest)))
  if (exponent >= -4 && exponent < 6 && !shortest.toString().includes('e')) return shortest.toString()
  return shortest.toExponential().replace(/e([-+])(\d)$/, 'e$10$2')
}
