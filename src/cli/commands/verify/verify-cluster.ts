import { openReader } from '../../../cluster/reader.ts'
import type { ClusterObject, Unread } from '../../../cluster/objects.ts'
import { withBuiltIn } from '../../../knowledge/fieldspecs/index.ts'
import { countAbout, type Place, type Problem } from '../../../problem.ts'
import { printable } from '../../../reference/quote.ts'
import { acceptProblems } from '../../../rules/accept.ts'
import { counted } from '../../../summary.ts'
import { problemOf } from '../../../verify/finding.ts'
import type { Policy } from '../../../verify/policy.ts'
import { verifyStream, type Verification } from '../../../verify/verify.ts'

import { clusterChoiceOf } from '../../cluster-choice.ts'
import type { Invocation, Outcome } from '../../commands.ts'
import { noOutcome } from '../../messages/outcome.ts'
import { readRunning } from './cluster-objects.ts'
import { readWorkloads } from './workload.ts'

/** Milliseconds for one question to the cluster. */
const deadline = 30_000

/** Something about an object, and the problem it is at the place of its workload. */
type Located = {
  readonly object: ClusterObject
  readonly path: string | undefined
  readonly problemAt: (place: Place) => Problem
}

/** Verifies what runs in a cluster as `verify` does a stream, and reports per workload. Read-only. */
export async function verifyCluster(
  invocation: Invocation,
  policy: Policy,
  ruleProblems: readonly Problem[],
): Promise<Outcome> {
  const { config, settings } = invocation
  const reader = await openReader(clusterChoiceOf(invocation), () => AbortSignal.timeout(deadline))
  if (reader.kind === 'unknown')
    return { ...noOutcome, problems: [...ruleProblems, unreachable(reader.reason)] }
  const namespace = settings.isOn('all-namespaces')
    ? undefined
    : (settings.text('namespace') ?? reader.namespace)
  const rows = withBuiltIn(config.fieldSpecs)
  const located: Located[] = []
  const images = new Set<string>()
  let objects = 0
  const unread = await readRunning(reader, namespace, rows, page => {
    objects += page.length
    for (const object of page) {
      const found = verifyStream(textOf(object), policy, rows)
      for (const key of [...found.counts.atTarget, ...found.counts.excluded]) images.add(key)
      for (const one of locatedIn(object, found)) located.push(one)
    }
  })
  const workloadOf = await readWorkloads(
    reader,
    namespace,
    located.map(({ object }) => object),
  )
  const problems = acceptProblems(
    [...perWorkload(located, workloadOf), ...unread.map(notRead)],
    config.accept,
  )
  const where = namespace === undefined ? 'all namespaces' : `the namespace ${printable(namespace)}`
  return {
    ...noOutcome,
    problems: [...ruleProblems, ...problems],
    summary: `${counted(images.size, 'image')} in ${counted(objects, 'object')} of ${where}, none outside`,
    failure: `verification failed: ${counted(countAbout('leak', problems), 'image')} outside the target registry in ${where}, ${countAbout('possible', problems)} possible`,
  }
}

function locatedIn(object: ClusterObject, { problems, outside }: Verification): readonly Located[] {
  return [
    ...problems.map(problem => ({
      object,
      path: problem.place?.path,
      problemAt: (place: Place) => ({ ...problem, place }),
    })),
    ...outside.map(image => ({
      object,
      path: image.place.path,
      problemAt: (place: Place) => problemOf({ ...image, place }),
    })),
  ]
}

/** The object without what the cluster added: its status and its managed fields. */
function textOf({ status: _status, metadata, ...object }: ClusterObject): string {
  const { managedFields: _managed, annotations = {}, ownerReferences: _owners, ...rest } = metadata
  const { 'kubectl.kubernetes.io/last-applied-configuration': _applied, ...kept } = annotations as Record<
    string,
    string
  >
  return JSON.stringify({ ...object, metadata: { ...rest, annotations: kept } })
}

/** One problem for each image of each workload, however many pods it has. */
function perWorkload(
  located: readonly Located[],
  workloadOf: (object: ClusterObject) => string,
): readonly Problem[] {
  const groups = new Map<string, { readonly problem: Problem; count: number }>()
  for (const { object, path, problemAt } of located) {
    const { namespace } = object.metadata
    const workload = workloadOf(object)
    const place = {
      ...(namespace === undefined ? {} : { file: `namespace ${namespace}` }),
      object: workload,
      path,
    }
    const problem = problemAt(place)
    const key = JSON.stringify([problem.code, problem.message, place])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { problem, count: 1 })
    else known.count++
  }
  return [...groups.values()]
    .map(({ problem, count }) =>
      count === 1 ? problem : { ...problem, message: `${problem.message} (in ${count} pods)` },
    )
    .toSorted(
      (a, b) =>
        compare(a.place?.file, b.place?.file) ||
        compare(a.place?.object, b.place?.object) ||
        compare(a.place?.path, b.place?.path),
    )
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function notRead({ what, reason }: Unread): Problem {
  return {
    code: 'CLUSTER_UNREADABLE',
    message: `${printable(what)} of the cluster were not read: ${printable(reason)}`,
    remedy: 'ask for the right to list them, or look at single namespaces with --namespace',
  }
}

function unreachable(reason: string): Problem {
  return {
    code: 'CLUSTER_UNREADABLE',
    message: `the cluster cannot be read: ${printable(reason)}`,
    remedy: 'name it with --context or --kubeconfig, as kubectl does',
  }
}
