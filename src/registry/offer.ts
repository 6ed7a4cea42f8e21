import { printable } from '../reference/quote.ts'
import { type NoImage, isNoImage } from './answer.ts'
import type { FetchedManifest } from './manifest.ts'
import type { Platform } from './platform.ts'
import type { Registry } from './registry.ts'
import { wordsOf, objectIn } from './words.ts'

export type Offer = { readonly platform: Platform; readonly digest: string | undefined }

/** For which platforms an image is: an index says so, a single manifest in its configuration. */
export async function offersOf(
  registry: Registry,
  repository: string,
  { manifests, config }: FetchedManifest,
): Promise<{ readonly list: readonly Offer[] } | NoImage> {
  if (Array.isArray(manifests)) return { list: manifests.flatMap(offerOf) }
  const digest = config?.digest ?? ''
  const reply = await registry.ask(repository, `blobs/${digest}`)
  if (isNoImage(reply)) return reply
  if (reply.status !== 200) {
    return {
      kind: reply.status === 404 ? 'missing' : 'contradictory',
      message: `${registry.host}/${repository} has a manifest without its configuration ${printable(digest)}: ${wordsOf(reply)}`,
      remedy: 'copy the image again',
    }
  }
  const offer = offerOf({ platform: objectIn(reply.body) ?? {} })
  return { list: offer.map(({ platform }) => ({ platform, digest: undefined })) }
}

/** Attestations are in an index as well, for the platform "unknown". */
function offerOf({ platform, digest }: NonNullable<FetchedManifest['manifests']>[number]): readonly Offer[] {
  const { os, architecture, variant } = platform ?? {}
  const isKnown = typeof os === 'string' && typeof architecture === 'string' && os !== 'unknown'
  return isKnown ? [{ platform: { os, architecture, variant }, digest }] : []
}
