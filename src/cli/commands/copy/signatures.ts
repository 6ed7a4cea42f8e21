import { canonical } from '../../../reference/canonical.ts'
import { parseReference } from '../../../reference/parse.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import { formatName } from '../../../reference/reference.ts'
import { resolveDigest } from '../../../registry/image.ts'
import { listReferrers } from '../../../registry/referrers.ts'
import type { CopyRun } from './copy-one.ts'
import type { CopyTask } from './job.ts'

/**
 * Suffixes of tags that are named after the digest of an image: those of cosign, and the list of referrers at a registry
 * that has no API for them. Sources: https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md and
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#referrers-tag-schema
 */
const endings = ['.sig', '.att', '.sbom', '']

/**
 * The copies of the signatures, attestations and bills of material that an image may have: as tags, and as the
 * referrers that its registry lists.
 */
export async function signatureTasks(task: CopyTask, run: CopyRun): Promise<readonly CopyTask[]> {
  const [source, target] = [parseReference(task.name), parseReference(task.target)]
  if (isRefusal(source) || isRefusal(target)) return []
  const { registry, repository, tag, digest } = canonical(source)
  const host = run.registries.open(registry)
  const known =
    run.from === undefined
      ? await resolveDigest(host, { repository, tag, digest })
      : (run.from.entries().find(entry => entry.source === task.name)?.descriptor.digest ?? '')
  if (typeof known !== 'string' || known === '') return []
  const referrers = run.from === undefined ? await listReferrers(host, repository, known) : []
  return [
    ...endings.map(ending => `:${known.replace(':', '-')}${ending}`),
    ...referrers.map(one => `@${one}`),
  ].map(version => {
    const name = formatName(canonical(source)) + version
    const isReferrer = version.startsWith('@') || version.endsWith(known.replace(':', '-'))
    return { name, source: name, target: formatName(target) + version, isReferrer }
  })
}
