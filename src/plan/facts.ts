import type { Findings } from '../find/find.ts'
import { datacentersIn, type KnownDatacenter } from '../knowledge/operators/models/known-datacenter.ts'
import { ownImagesIn, type OwnImage } from '../knowledge/operators/models/own-images.ts'
import { splitStream, streamOf } from '../manifest/stream.ts'
import {
  imageConfigsOf,
  isOperated,
  resourceOf,
  type FoundImageConfig,
} from './operators/operated-resource.ts'
import { operatorsOf, type KnownOperator } from './operators/running.ts'
import { accountsOf, type Account } from './secrets/account.ts'
import { spareCountsOf, type SpareCounts } from './secrets/spare.ts'

/** What one stream of a run shares with the others: little, whatever the stream holds. */
export type StreamFacts = {
  readonly operators: readonly KnownOperator[]
  readonly imageConfigs: readonly FoundImageConfig[]
  readonly datacenters: readonly KnownDatacenter[]
  readonly ownImages: readonly OwnImage[]
  /** The service accounts, as they are written. */
  readonly accounts: readonly Account[]
  readonly spare: SpareCounts
}

/** What a stream shares with the others. */
export function factsOf(found: Findings): StreamFacts {
  return {
    operators: operatorsOf(found),
    imageConfigs: imageConfigsOf(found),
    datacenters: found.objects.flatMap(({ manifest }) =>
      isOperated(manifest) ? datacentersIn(resourceOf(manifest)) : [],
    ),
    ownImages: found.objects.flatMap(({ manifest }) =>
      isOperated(manifest) ? ownImagesIn(resourceOf(manifest)) : [],
    ),
    accounts: accountsOf(found),
    spare: spareCountsOf(found),
  }
}

/** The documents of a stream in which something is that operators are configured by, from where that is. */
export function configuringPart(source: string, offsets: readonly number[]): string {
  if (offsets.length === 0) return ''
  return streamOf(
    source,
    splitStream(source).filter(({ start, end }) => offsets.some(offset => start <= offset && offset < end)),
  )
}
