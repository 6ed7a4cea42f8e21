import { compareVersions, isInRange, parseVersion, type Version } from '../../version.ts'

/** A fact that holds for a range of versions, as `isInRange` reads it. */
export type Since<Fact> = readonly [versions: string, fact: Fact]

/** What holds for a version: the first row whose range has it. */
export function factOf<Fact>(rows: readonly Since<Fact>[], version: Version): Fact | undefined {
  return rows.find(([range]) => isInRange(version, range))?.[1]
}

/** A released version; undefined for a vendor's build (`0.85.0-debian-12-r0`) and for an unreleased version. */
export function releaseOf(releases: readonly string[], version: string | undefined): Version | undefined {
  const parsed = isUpstream(version) ? parseVersion(version) : undefined
  if (parsed === undefined) return undefined
  const isReleased = releases.some(known => {
    const release = parseVersion(known)
    return release !== undefined && compareVersions(release, parsed) === 0
  })
  return isReleased ? parsed : undefined
}

/** Whether a version is one of the project itself: numbers, or numbers and the base image that K8ssandra adds. */
export function isUpstream(version: string | undefined): version is string {
  return version !== undefined && /^\d+\.\d+\.\d+(?:-ubi\d*)?$/.test(version)
}

/** The words of a list of versions. */
export function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(word => word !== '')
}

/** The numbers of a version, `1.10.5`. */
export function numbersOf(version: Version): string {
  return version.numbers.join('.')
}
