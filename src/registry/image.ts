import { isNoImage, type NoImage, type PresentImage } from './answer.ts'
import { fetchManifest } from './manifest.ts'
import { offersOf, type Offer } from './offer.ts'
import { formatPlatform, takes, type Platform } from './platform.ts'
import type { Registry } from './registry.ts'

/** An image below a registry. */
type ImageName = {
  readonly repository: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

/**
 * Whether a registry has an image, for each of the platforms. With tag and digest, the digest decides, as for container
 * runtimes; a tag that names something else by now is a note.
 */
export async function askForImage(
  registry: Registry,
  image: ImageName,
  platforms: readonly Platform[],
): Promise<PresentImage | NoImage> {
  const { repository, tag, digest } = image
  const found = await fetchManifest(registry, repository, digest ?? tag ?? 'latest')
  if (isNoImage(found)) return found
  const offers = await offersOf(registry, repository, found)
  if (!('list' in offers)) return offers
  const names = offers.list.map(({ platform }) => formatPlatform(platform))
  const lacking = platforms.filter(required => !offers.list.some(({ platform }) => takes(required, platform)))
  if (lacking.length > 0) {
    const missing = lacking.map(formatPlatform).join(', ')
    return {
      kind: 'missing',
      message: `${nameOf(registry, image)} is there, but not for ${missing}: it is for ${names.join(', ') || 'no platform'}`,
      remedy: 'copy the image with all its platforms, or ask for others with --platform',
    }
  }
  const broken = await firstMissing(registry, image, offers.list, platforms)
  if (broken !== undefined) return broken
  const notes =
    digest === undefined || tag === undefined ? [] : await notesOnTag(registry, repository, tag, digest)
  return { kind: 'present', digest: found.digest, mediaType: found.mediaType, platforms: names, notes }
}

/** The digest that a registry has now for an image. */
export async function resolveDigest(registry: Registry, image: ImageName): Promise<string | NoImage> {
  const found = await fetchManifest(registry, image.repository, image.digest ?? image.tag ?? 'latest')
  return isNoImage(found) ? found : found.digest
}

/** Some registries take an index whose images were never copied. */
async function firstMissing(
  registry: Registry,
  image: ImageName,
  offers: readonly Offer[],
  platforms: readonly Platform[],
): Promise<NoImage | undefined> {
  for (const { platform, digest } of offers) {
    if (digest === undefined || !platforms.some(required => takes(required, platform))) continue
    const child = await fetchManifest(registry, image.repository, digest)
    if (!isNoImage(child)) continue
    const message = `${nameOf(registry, image)} names an image for ${formatPlatform(platform)} that cannot be had: ${child.message}`
    return { ...child, message, remedy: 'copy the image again, with all its platforms' }
  }
  return undefined
}

async function notesOnTag(
  registry: Registry,
  repository: string,
  tag: string,
  digest: string,
): Promise<readonly string[]> {
  const found = await fetchManifest(registry, repository, tag)
  if (isNoImage(found)) return [`the tag ${tag} cannot be had, the digest counts: ${found.message}`]
  return found.digest === digest
    ? []
    : [`the tag ${tag} names ${found.digest} there, and the manifests name ${digest}: the digest counts`]
}

function nameOf({ host }: Registry, { repository, tag, digest }: ImageName): string {
  return `${host}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
}
