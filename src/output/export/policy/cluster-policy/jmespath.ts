/**
 * Expressions of JMESPath with the functions that Kyverno adds, all of them in Kyverno 1.11.
 * Source: https://kyverno.io/docs/policy-types/cluster-policy/jmespath/
 */

/** A raw string. Only a quote is escaped in one; names, targets and patterns have none. */
export function jmesString(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`
}

/** A literal of JSON: a number, a list of texts. */
export function jmesLiteral(value: number | readonly string[]): string {
  return `\`${JSON.stringify(value)}\``
}

/** The texts joined; a single one is itself. */
export function jmesJoin(...parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : `join('', [${parts.join(', ')}])`
}

/** The first alternative that is neither false nor empty. */
export function jmesFirst(alternatives: readonly string[]): string {
  return alternatives.join(' ||\n')
}

/** A value where all tests hold. */
export function jmesWhen(tests: readonly string[], value: string): string {
  return [...tests, value].join(' && ')
}

/** An object of named expressions. */
export function jmesObject(fields: Readonly<Record<string, string>>): string {
  return `{${Object.entries(fields)
    .map(([name, expression]) => `${name}: ${expression}`)
    .join(',\n')}}`
}

/** A pattern that is matched, and the text that is left when what it covers is cut out. */
export function jmesMatches(pattern: string, text: string): string {
  return `regex_match(${jmesString(pattern)}, ${text})`
}

export function jmesWithout(pattern: string, text: string): string {
  return `regex_replace_all_literal(${jmesString(pattern)}, ${text}, '')`
}
