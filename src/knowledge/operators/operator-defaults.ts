import { cassOperatorDefaults } from './cass-operator.ts'
import { k8ssandraOperatorDefaults } from './k8ssandra-operator.ts'
import type { OperatorDefault } from './operator-default.ts'
import type { OperatorName } from './operator.ts'
import { prometheusOperatorDefaults } from './prometheus-operator.ts'
import { reaperOperatorDefaults } from './reaper-operator.ts'
import { isInRange, parseVersion } from '../version.ts'

/** Every known default. medusa-operator has none: it starts no pods, its images stand in the CassandraDatacenter. */
export const operatorDefaults: readonly OperatorDefault[] = [
  ...cassOperatorDefaults,
  ...k8ssandraOperatorDefaults,
  ...reaperOperatorDefaults,
  ...prometheusOperatorDefaults,
]

/**
 * What this version of an operator runs by itself, `{operatorVersion}` filled in. Nothing for a version that is not
 * one (`latest`) or not known: then the caller has to say that it does not know.
 */
export function defaultsOf(operator: OperatorName, version: string): readonly OperatorDefault[] {
  const parsed = parseVersion(version)
  if (parsed === undefined) return []
  const plain = version.startsWith('v') ? version.slice(1) : version
  return operatorDefaults
    .filter(row => row.operator === operator && isInRange(parsed, row.versions))
    .map(row => ({ ...row, reference: row.reference?.replace('{operatorVersion}', plain) }))
}

/** A database server as a CassandraDatacenter asks for it. */
export type Server = { readonly type: string; readonly version: string }

/**
 * The rows that serve this server, `{serverVersion}` filled in. Of several rows for the server's own image the first
 * counts: the general one comes last.
 */
export function defaultsForServer(
  rows: readonly OperatorDefault[],
  server: Server,
): readonly OperatorDefault[] {
  const served = rows.filter(row => serves(row, server))
  return served
    .filter(
      (row, index) => row.server === undefined || served.findIndex(other => isTwin(other, row)) === index,
    )
    .map(row => ({ ...row, reference: row.reference?.replace('{serverVersion}', server.version) }))
}

function serves(row: OperatorDefault, server: Server): boolean {
  if (row.server === undefined) return true
  if (row.server.type !== server.type) return false
  const version = parseVersion(server.version)
  return row.server.versions === '' || (version !== undefined && isInRange(version, row.server.versions))
}

function isTwin(other: OperatorDefault, row: OperatorDefault): boolean {
  return other.operator === row.operator && other.component === row.component && other.server !== undefined
}
