import { describe, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { cachedHelm, helmVersions, isPinned, type HelmVersion } from './binaries.ts'

/** Whether manifests pass through a plugin, hooks among them, and what it says is kept from the person. */
export function isHelm4(version: HelmVersion): boolean {
  return version.startsWith('4.')
}

/** How a Helm names itself. One that `go install` built knows its minor version only. */
export function nameOf(version: HelmVersion): string {
  return isPinned(version) ? `v${version}` : `v${version.replace(/\.\d+$/, '')}`
}

/** A suite for every Helm. A newest one that was not built is skipped with a message; a pinned one is fetched. */
export function describeEachHelm(
  title: string,
  suite: (version: HelmVersion) => void,
  versions: readonly HelmVersion[] = helmVersions,
): void {
  for (const version of versions) {
    const name = title.replace('%s', version)
    if (isPinned(version) || existsSync(cachedHelm(version))) describe(name, () => suite(version))
    else test.skip(`${name}: build it as .ci/run does in the step "newest Helm"`, () => undefined)
  }
}
