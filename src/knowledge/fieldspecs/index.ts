/** Facts about Kubernetes kinds, operators and charts, as rows with their public sources. */
import { cassandra } from './cassandra.ts'
import type { FieldSpec } from './fieldspec.ts'
import { thirdParty } from './third-party.ts'
import { k8ssandra } from './k8ssandra.ts'
import { kubernetes } from './kubernetes.ts'
import { pipelines } from './pipelines.ts'
import { prometheus } from './prometheus.ts'
import { registries } from './registries.ts'
import { pullSecrets } from './pull-secrets.ts'

/** Every built-in row. */
export const builtInFieldSpecs: readonly FieldSpec[] = [
  ...cassandra,
  ...k8ssandra,
  ...prometheus,
  ...thirdParty,
  ...registries,
  ...kubernetes,
  ...pullSecrets,
  ...pipelines,
]

/**
 * All rows of a run, in the order in which they are read: what a row of the user explains, no built-in one reads otherwise.
 * A list of pull secrets is that of the built-in row.
 */
export function withBuiltIn(own: readonly FieldSpec[]): readonly FieldSpec[] {
  if (own.length === 0) return builtInFieldSpecs
  const isList = ({ shape }: FieldSpec): boolean => shape === 'pull-secrets'
  return [...own.filter(row => !isList(row)), ...builtInFieldSpecs, ...own.filter(isList)]
}
