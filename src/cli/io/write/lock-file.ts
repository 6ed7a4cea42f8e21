import { resolve } from 'node:path'

import type { ImageLine } from '../../../output/images/image-line.ts'
import type { Problem } from '../../../problem.ts'
import { canonical } from '../../../reference/canonical.ts'
import { quote } from '../../../reference/quote.ts'
import { formatReference } from '../../../reference/reference.ts'
import { isNoImage } from '../../../registry/answer.ts'
import { startDeadline } from '../../../registry/deadline.ts'
import { resolveDigest } from '../../../registry/image.ts'
import type { LockedImage } from '../../../rules/lock.ts'

import type { Invocation } from '../../commands.ts'
import { isRead } from '../open-files.ts'
import { placeOf } from '../run-files.ts'
import { replaceFiles } from './replace.ts'
import { reasonOf } from '../system-error.ts'
import { progressOn } from '../../messages/progress.ts'
import { secondsIn } from '../../value.ts'
import { problemOfEntry, withoutRepeats } from '../../commands/preflight/entry-problem.ts'
import { openRegistries, type Registries } from '../../commands/preflight/registries.ts'

/**
 * Resolves every image of the list that moves and has no digest, and writes the lock file: all of them, or nothing and the
 * problems. An image that replaces its source is looked up at its target, as it is the one that will run.
 */
export async function writeLock(
  name: string,
  lines: readonly ImageLine[],
  invocation: Invocation,
): Promise<readonly Problem[]> {
  const { settings, cwd } = invocation
  const place = placeOf(resolve(cwd, name))
  if (typeof place !== 'string') {
    const message = `--lock: ${quote(name)} ${place.fault}`
    return [{ code: 'USAGE_INVALID', message, remedy: place.remedy }]
  }
  if (await isRead(name, settings, invocation.paths, cwd)) {
    const message = `--lock: ${quote(name)} is one of the files of this run`
    return [{ code: 'USAGE_INVALID', message, remedy: 'name another file' }]
  }
  const deadline = startDeadline(secondsIn(settings.text('timeout') ?? '60'))
  try {
    const registries = openRegistries(invocation, deadline)
    if ('code' in registries) return [registries]
    const isAtTarget = settings.text('resolve-at') === 'target'
    const requested = lines.filter(
      line => line.target !== undefined && !line.isRepository && line.source.digest === undefined,
    )
    const progress = progressOn(invocation, requested.length, 'digests looked up')
    const answers = await Promise.all(
      requested.map(line => lockLine(line, isAtTarget || line.isProvided, registries).finally(progress.step)),
    )
    progress.end()
    const problems = answers.flatMap(answer => ('code' in answer ? [answer] : []))
    if (problems.length > 0) return withoutRepeats(problems)
    await replaceFiles([{ path: resolve(cwd, name), content: lockText(answers as readonly LockedImage[]) }])
    return []
  } catch (error) {
    const message = `the lock ${quote(name)} cannot be written: ${reasonOf(error)}`
    return [{ code: 'FILE_UNREADABLE', message, remedy: 'check the path and its permissions' }]
  } finally {
    deadline.end()
  }
}

async function lockLine(
  { source, target, places }: ImageLine,
  isAtTarget: boolean,
  registries: Registries,
): Promise<LockedImage | Problem> {
  const reference = canonical(isAtTarget ? (target ?? source) : source)
  const { registry, repository, tag, digest } = reference
  const answer = await resolveDigest(registries.open(registry), { repository, tag, digest })
  if (typeof answer === 'string') return { source: formatReference(source), digest: answer }
  const [place] = places
  const entry = {
    subject: 'image',
    name: formatReference(reference),
    ...(place === undefined ? {} : { place }),
  } as const
  const state = isNoImage(answer) ? answer.kind : 'unreachable'
  const problem = problemOfEntry({ ...entry, state, finding: answer.message, remedy: answer.remedy })
  return problem ?? { code: 'IMAGE_MISSING', message: answer.message, remedy: answer.remedy }
}

/** JSON's strings are YAML's. */
function lockText(images: readonly LockedImage[]): string {
  const entries = new Map(images.map(({ source, digest }) => [source, digest]))
  const lines = [...entries].flatMap(([source, digest]) => [
    `- source: ${JSON.stringify(source)}`,
    `  digest: ${JSON.stringify(digest)}`,
  ])
  const head = ['# What was checked is what runs: give this file to the filter with --lock.']
  const list = lines.length === 0 ? ['images: []'] : ['images:', ...lines]
  return [...head, 'apiVersion: k8ssandra-relocate.io/v1alpha1', 'kind: ImageLock', ...list, ''].join('\n')
}
