import { cassandra } from './cassandra.ts'
import type { FieldSpec } from './fieldspec.ts'
import { thirdParty } from './third-party.ts'
import { k8ssandra } from './k8ssandra.ts'
import { kubernetes } from './kubernetes.ts'
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
]
