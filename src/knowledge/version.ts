/** A released version. What follows a hyphen counts only if it marks a pre-release. */
export type Version = {
  readonly numbers: readonly [major: number, minor: number, patch: number]
  /** `alpha.2`, `beta3`, `rc1`; undefined for a release, and for builds such as `-ubi8`. */
  readonly early: string | undefined
}

/**
 *     version := [ "v" ] major "." minor [ "." patch ] [ "-" word ]
 *
 * @returns undefined for anything else, such as `latest` or the hash of a commit.
 */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(?:[-+](.*))?$/s.exec(text)
  if (match === null) return undefined
  const [, major, minor, patch, word] = match
  const early = word !== undefined && /^(?:alpha|beta|rc|pre)/i.test(word) ? word.toLowerCase() : undefined
  return { numbers: [Number(major), Number(minor), Number(patch ?? 0)], early }
}

/** Below zero when `left` came first, above when `right` did. */
export function compareVersions(left: Version, right: Version): number {
  for (const position of [0, 1, 2] as const) {
    const difference = left.numbers[position] - right.numbers[position]
    if (difference !== 0) return difference
  }
  if (left.early === right.early) return 0
  if (left.early === undefined) return 1
  if (right.early === undefined) return -1
  return left.early < right.early ? -1 : 1
}

/**
 * Is the version in the range? A range is comparisons parted by a space, all of which must hold: `>=1.5.0 <1.8.0`.
 * Operators are `>=`, `<=`, `>`, `<` and `=`. The empty range holds every version.
 *
 * @throws RangeError when the range is not one; ranges come from rows of ours.
 */
export function isInRange(version: Version, range: string): boolean {
  return range.split(' ').every(comparison => comparison === '' || holds(version, comparison))
}

function holds(version: Version, comparison: string): boolean {
  const match = /^(>=|<=|>|<|=)(.+)$/.exec(comparison)
  const bound = parseVersion(match?.[2] ?? '')
  if (match === null || bound === undefined) throw new RangeError(`not a comparison: "${comparison}"`)
  const order = compareVersions(version, bound)
  switch (match[1]) {
    case '>=':
      return order >= 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '<':
      return order < 0
    default:
      return order === 0
  }
}
