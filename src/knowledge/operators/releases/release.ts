import { compareVersions, parseVersion, type Version } from '../../version.ts'
import type { OperatorName } from '../operator.ts'
import { cassOperatorReleases } from './cass-operator.ts'
import { k8ssandraOperatorReleases } from './k8ssandra-operator.ts'
import { prometheusDefaults } from './prometheus-operator.ts'
import { reaperOperatorReleases } from './reaper-operator.ts'

/** Every release of each operator that starts pods; medusa-operator starts none. */
const releases: { readonly [operator in OperatorName]?: () => readonly string[] } = {
  'cass-operator': () => cassOperatorReleases,
  'k8ssandra-operator': () => k8ssandraOperatorReleases,
  'prometheus-operator': () => [...prometheusDefaults().keys()],
  'reaper-operator': () => reaperOperatorReleases,
}

/** A released version of an operator; undefined for a vendor's build (`0.85.0-debian-12-r0`) and for an unreleased version. */
export function releaseOf(operator: OperatorName, version: string | undefined): Version | undefined {
  const parsed = isUpstream(version) ? parseVersion(version) : undefined
  if (parsed === undefined) return undefined
  const isReleased = releases[operator]?.().some(known => {
    const release = parseVersion(known)
    return release !== undefined && compareVersions(release, parsed) === 0
  })
  return isReleased === true ? parsed : undefined
}

/** Whether a version is one of the project itself: numbers, or numbers and the base image that K8ssandra adds. */
export function isUpstream(version: string | undefined): version is string {
  return version !== undefined && /^\d+\.\d+\.\d+(?:-ubi\d*)?$/.test(version)
}
