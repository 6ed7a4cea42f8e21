import { minorOf } from '../../output/export/export-format.ts'
import type { FlagFault } from './flag.ts'

export function faultOfKubernetesVersion(version: string): FlagFault | undefined {
  return minorOf(version) === undefined
    ? {
        message: `not a version of Kubernetes: ${JSON.stringify(version)}`,
        remedy: 'write it as "kubectl version" does: 1.35, or v1.35.4',
      }
    : undefined
}

export function faultOfKyvernoVersion(version: string): FlagFault | undefined {
  return minorOf(version) === undefined
    ? {
        message: `not a version of Kyverno: ${JSON.stringify(version)}`,
        remedy: 'write it as in 1.15, or v1.19.1',
      }
    : undefined
}
