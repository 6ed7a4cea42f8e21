import { jsonObjectIn } from '../json-object.ts'
import { isNoImage } from './answer.ts'
import type { Registry } from './registry.ts'

const digest = /^[a-z0-9]{1,20}:[0-9a-f]{32,128}$/

/**
 * The digests of what refers to an image; none where the registry has no API for that, or nothing does.
 * Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers
 */
export async function listReferrers(
  registry: Registry,
  repository: string,
  subject: string,
): Promise<readonly string[]> {
  const accept = 'application/vnd.oci.image.index.v1+json'
  const reply = await registry.ask(repository, `referrers/${subject}`, { accept })
  if (isNoImage(reply) || reply.status !== 200) return []
  const list = jsonObjectIn(reply.body.toString('utf8'))?.['manifests']
  if (!Array.isArray(list)) return []
  const digests = list.map(item => (item as { readonly digest?: unknown } | null)?.digest)
  return digests.filter((one): one is string => typeof one === 'string' && digest.test(one))
}
