import { createHash } from 'node:crypto'

import { printable } from '../reference/quote.ts'
import { registeredLengths } from '../reference/digest.ts'
import { jsonObjectIn } from '../json-object.ts'
import { isNoImage, type NoImage } from './answer.ts'
import type { Reply } from './reply.ts'
import type { Registry } from './registry.ts'
import { askForTags } from './tags.ts'
import { nonsense, wordsOf } from './words.ts'

/**
 * Every type of manifest that runtimes pull. A registry answers 404 for an image of a type that is not in `Accept`.
 * Source: https://github.com/opencontainers/image-spec/blob/main/media-types.md and
 * https://distribution.github.io/distribution/spec/manifest-v2-2/
 */
const types = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

export type Descriptor = {
  readonly digest?: string
  readonly platform?: { readonly os?: string; readonly architecture?: string; readonly variant?: string }
  readonly annotations?: Readonly<Record<string, string>>
}

/** A verified manifest of a registry. */
export type FetchedManifest = {
  readonly kind: 'manifest'
  readonly digest: string
  readonly mediaType: string
  /** Those of an index. */
  readonly manifests: readonly Descriptor[] | undefined
  /** That of a single image. */
  readonly config: Descriptor | undefined
}

/** Fetches a manifest by tag or digest, and holds it against its digest. */
export async function fetchManifest(
  registry: Registry,
  repository: string,
  version: string,
): Promise<FetchedManifest | NoImage> {
  const reply = await registry.ask(repository, `manifests/${version}`, { accept: types.join(', ') })
  if (isNoImage(reply)) return reply
  if (reply.status === 404) return missing(registry, repository, version, reply)
  if (reply.status !== 200) return nonsense(registry.host, `${repository} ${version}`, reply)
  const digest = digestOf(reply, version)
  const named = reply.headers['docker-content-digest']
  if (version.includes(':') && digest !== version)
    return contradiction(registry, repository, `asked for ${version}, it sends ${digest}`)
  if (named !== undefined && named !== digest)
    return contradiction(registry, repository, `it says ${named} and sends ${digest}`)
  return readManifest(registry, repository, { version, digest }, reply)
}

/** What a reply with a manifest tells of it. */
function readManifest(
  registry: Registry,
  repository: string,
  { version, digest }: { readonly version: string; readonly digest: string },
  reply: Reply,
): FetchedManifest | NoImage {
  const manifest = jsonObjectIn(reply.body.toString('utf8'))
  if (manifest === undefined) return nonsense(registry.host, `the manifest of ${repository}`, reply)
  const written = manifest['mediaType'] ?? reply.headers['content-type']
  const mediaType = (typeof written === 'string' ? written : '').split(';')[0] ?? ''
  if (!types.includes(mediaType)) {
    return {
      kind: 'missing',
      message: `${registry.host}/${repository} ${version} is not an image that container runtimes pull; its type is ${printable(mediaType) || 'not given'}`,
      remedy: 'copy the image again, with a current tool',
    }
  }
  const announced = reply.headers['content-type']?.split(';')[0] ?? mediaType
  if (types.includes(announced) && announced !== mediaType)
    return contradiction(registry, repository, `it says ${announced} and sends ${mediaType}`)
  const { manifests, config } = manifest
  const listed = manifests === undefined || manifests === null ? [] : manifests
  if (
    !Array.isArray(listed) ||
    !listed.every(isDescriptor) ||
    !(config === undefined || config === null || isDescriptor(config))
  )
    return nonsense(registry.host, `the manifest of ${repository}`, reply)
  return {
    kind: 'manifest',
    digest,
    mediaType,
    manifests:
      mediaType.endsWith('index.v1+json') || mediaType.includes('manifest.list') ? listed : undefined,
    config: config ?? undefined,
  }
}

/** An object whose digest, if it has one, is a digest: nothing else is put into a path. */
function isDescriptor(value: unknown): value is Descriptor {
  if (typeof value !== 'object' || value === null) return false
  const { digest } = value as { readonly digest?: unknown }
  return (
    digest === undefined || (typeof digest === 'string' && /^[a-z0-9]{1,20}:[0-9a-f]{32,128}$/.test(digest))
  )
}

/** The digest of the response, with the algorithm of the request or of the header. */
export function digestOf({ headers, body }: Reply, version: string): string {
  const named = version.includes(':') ? version : (headers['docker-content-digest'] ?? '')
  const asked = named.split(':')[0] ?? ''
  const algorithm = registeredLengths.has(asked) ? asked : 'sha256'
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`
}

/** Registries have one answer for a repository and a tag that are not there; the list of tags distinguishes them. */
async function missing(
  registry: Registry,
  repository: string,
  version: string,
  reply: Reply,
): Promise<NoImage> {
  const list = await askForTags(registry, repository)
  const isPage = /html/.test(reply.headers['content-type'] ?? '')
  const remedy =
    (isPage
      ? 'check host, port and path of the registry, since it answers with a page; if they are right, '
      : '') + 'copy it there: k8ssandra-relocate copy, with the same flags and manifests'
  const words = wordsOf(reply)
  if (list.kind !== 'tags') {
    const what = list.kind === 'missing' ? `repository ${repository}` : `${repository} ${version}`
    return { kind: 'missing', message: `${registry.host} has no ${what}: ${words}`, remedy }
  }
  const some = list.tags.slice(0, 5).join(', ') + (list.tags.length > 5 ? `, … (${list.tags.length})` : '')
  return {
    kind: 'missing',
    message: `${registry.host} has ${repository}, but not ${version}: ${words}; it has ${printable(some)}`,
    remedy,
  }
}

/** A registry that says one thing and sends another. */
export function contradiction({ host }: Registry, repository: string, what: string): NoImage {
  return {
    kind: 'contradictory',
    message: `${host} contradicts itself about ${repository}: ${printable(what)}`,
    remedy: 'do not pull from it: check the registry, and any proxy in front of it',
  }
}
