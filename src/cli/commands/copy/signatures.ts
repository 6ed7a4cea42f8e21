import { canonical } from '../../../reference/canonical.ts'
import { parseReference } from '../../../reference/parse.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import { formatName } from '../../../reference/reference.ts'
import { resolveDigest } from '../../../registry/image.ts'
import type { CopyRun } from './copy-one.ts'
import type { CopyTask } from './job.ts'

/** Tags that cosign puts beside an image. Source: https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md */
const endings = ['sig', 'att', 'sbom']

/** The copies of the signatures, attestations and bills of material that may be beside an image, as tags. */
export async function signatureTasks(task: CopyTask, run: CopyRun): Promise<readonly CopyTask[]> {
  const [source, target] = [parseReference(task.name), parseReference(task.target)]
  if (isRefusal(source) || isRefusal(target)) return []
  const { registry, repository, tag, digest } = canonical(source)
  const known =
    run.from === undefined
      ? await resolveDigest(run.registries.open(registry), { repository, tag, digest })
      : (run.from.entries().find(entry => entry.source === task.name)?.descriptor.digest ?? '')
  if (typeof known !== 'string' || known === '') return []
  return endings.map(ending => {
    const suffix = `:${known.replace(':', '-')}.${ending}`
    const name = formatName(canonical(source)) + suffix
    return { name, source: name, target: formatName(target) + suffix }
  })
}
