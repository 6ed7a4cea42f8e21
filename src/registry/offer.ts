import { printable } from '../reference/quote.ts'
import { jsonObjectIn } from '../json-object.ts'
import { isNoImage, type NoImage } from './answer.ts'
import { contradiction, digestOf, fetchManifest, type Descriptor, type FetchedManifest } from './manifest.ts'
import type { Platform } from './platform.ts'
import type { Registry } from './registry.ts'
import { wordsOf } from './words.ts'

export type Offer = { readonly platform: Platform; readonly digest: string | undefined }

/** How deep an index may be in another. */
const deepest = 3

/**
 * For which platforms an image is: an index says so, a single manifest in its configuration. An index may leave the
 * platform out, or hold another index: then its entries are requested, as container runtimes do.
 * Source: https://github.com/containerd/containerd/blob/main/core/images/image.go (Manifest)
 */
export async function offersOf(
  registry: Registry,
  repository: string,
  { manifests, config }: FetchedManifest,
  depth = 0,
): Promise<{ readonly list: readonly Offer[] } | NoImage> {
  if (manifests !== undefined) {
    const lists: (readonly Offer[])[] = []
    for (const entry of manifests) lists.push(await offersOfEntry(registry, repository, entry, depth))
    return { list: lists.flat() }
  }
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
  const sent = digestOf(reply, digest)
  if (sent !== digest) return contradiction(registry, repository, `asked for ${digest}, it sends ${sent}`)
  return { list: offerOf({ platform: jsonObjectIn(reply.body.toString('utf8')) ?? {} }) }
}

async function offersOfEntry(
  registry: Registry,
  repository: string,
  entry: Descriptor,
  depth: number,
): Promise<readonly Offer[]> {
  const { digest } = entry
  if (isPlatform(entry.platform) || digest === undefined || depth >= deepest) return offerOf(entry)
  const found = await fetchManifest(registry, repository, digest)
  const offers = isNoImage(found) ? found : await offersOf(registry, repository, found, depth + 1)
  return 'list' in offers ? offers.list.map(offer => ({ ...offer, digest: offer.digest ?? digest })) : []
}

/** Attestations are in an index as well, for the platform "unknown". */
function offerOf({ platform, digest }: Descriptor): readonly Offer[] {
  const { os = '', architecture = '', variant } = platform ?? {}
  return isPlatform(platform) && os !== 'unknown' ? [{ platform: { os, architecture, variant }, digest }] : []
}

function isPlatform(platform: Descriptor['platform']): boolean {
  return typeof platform?.os === 'string' && typeof platform.architecture === 'string'
}
