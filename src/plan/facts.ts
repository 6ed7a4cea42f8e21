import type { Findings } from '../find/find.ts'
import { datacentersIn, type KnownDatacenter } from '../knowledge/operators/models/known-datacenter.ts'
import {
  imageConfigsOf,
  isOperated,
  resourceOf,
  type FoundImageConfig,
} from './operators/operated-resource.ts'
import { operatorsOf, type KnownOperator } from './operators/running.ts'
import { accountsOf, type Account } from './secrets/account.ts'
import { spareCountsOf, type SpareCounts } from './secrets/spare.ts'

/** What one stream of a run tells the others: little, whatever the stream holds. */
export type StreamFacts = {
  readonly operators: readonly KnownOperator[]
  readonly imageConfigs: readonly FoundImageConfig[]
  readonly datacenters: readonly KnownDatacenter[]
  /** The service accounts, as they are written. */
  readonly accounts: readonly Account[]
  readonly spare: SpareCounts
}

/** What a stream tells the others. */
export function factsOf(found: Findings): StreamFacts {
  return {
    operators: operatorsOf(found),
    imageConfigs: imageConfigsOf(found),
    datacenters: found.objects.flatMap(({ manifest }) =>
      isOperated(manifest) ? datacentersIn(resourceOf(manifest)) : [],
    ),
    accounts: accountsOf(found),
    spare: spareCountsOf(found),
  }
}
