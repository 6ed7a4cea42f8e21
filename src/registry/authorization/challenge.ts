/** One challenge of a server. Names of parameters are in lower case. */
export type Challenge = {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * The challenges of a `WWW-Authenticate` header, in order.
 *
 *     header    := challenge { "," challenge }
 *     challenge := scheme [ parameter { "," parameter } ]
 *     parameter := name "=" ( token | quoted text )
 *
 * Source: RFC 9110, section 11.6.1.
 */
export function readChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = []
  const token =
    /\s{0,99},?\s{0,99}([A-Za-z0-9!#$%&'*+.^_`|~-]{1,999})(?:\s{0,99}=\s{0,99}(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/gy
  for (let match = token.exec(header); match !== null; match = token.exec(header)) {
    const [, name = '', quoted, plain] = match
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: {} })
    else Object.assign(challenges.at(-1)?.parameters ?? {}, { [name.toLowerCase()]: value })
  }
  return challenges
}
