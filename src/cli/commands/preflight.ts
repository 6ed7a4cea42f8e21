import { openCluster, type Cluster } from '../../cluster/cluster.ts'
import { isAbout, problemTable, type Problem } from '../../problem.ts'
import { canonical } from '../../reference/canonical.ts'
import { startDeadline, type Deadline } from '../../registry/deadline.ts'
import { formatPlatform, parsePlatform, type Platform } from '../../registry/platform.ts'
import type { RunResult } from '../../relocate.ts'

import { clusterChoiceOf } from '../cluster-choice.ts'
import type { Invocation, Outcome } from '../commands.ts'
import { readInput } from '../io/input/input-streams.ts'
import { relocateStreams } from '../io/relocate-streams.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { isNothing, nothingRead } from '../messages/nothing-read.ts'
import { misused, noOutcome } from '../messages/outcome.ts'
import { progressOn } from '../messages/progress.ts'
import { counted } from '../../summary.ts'
import { secondsIn } from '../value.ts'
import { tryAsNode } from './preflight/as-node.ts'
import { broughtBy } from './preflight/brought.ts'
import type { PreflightEntry } from './preflight/entry.ts'
import { problemOfEntry, withoutRepeats } from './preflight/entry-problem.ts'
import { formatPreflightJson, formatPreflightTable } from './preflight/format.ts'
import { podsIn } from './preflight/pods.ts'
import { entriesOfImage, openRegistries, type Registries } from './preflight/registries.ts'
import { lockedTags, nameOf, requestedImages, type RequestedImage } from './preflight/requested.ts'
import { checkSecrets } from './preflight/secrets.ts'

/** Seconds for everything, unless `--timeout` says otherwise. */
const usualTimeout = '60'

/**
 * Asks registries, and the cluster if one is named, whether every image that the relocated manifests make a cluster pull is
 * there and can be pulled. Changes nothing. The table is written whatever comes of it.
 */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { config, settings } = invocation
  const format = settings.text('output') ?? 'table'
  if (format !== 'table' && format !== 'json') {
    return misused(`preflight cannot write ${JSON.stringify(format)}`, 'write -o table or -o json')
  }
  const { streams, problems: unread } = await readInput(invocation)
  if (unread.length > 0) return { ...noOutcome, problems: unread }
  if (streams.every(({ text }) => isNothing(text)))
    return { ...noOutcome, problems: [nothingRead('ask for')] }
  const run = await relocateStreams(streams, config, true)
  if (exitCodeOf(run.problems, config.strict) !== 0) return { ...noOutcome, problems: run.problems }

  const seconds = secondsIn(settings.text('timeout') ?? usualTimeout)
  const deadline = startDeadline(seconds)
  // A cluster that does not answer leaves half of the time to the registries, which come after it.
  const ofCluster = startDeadline(seconds / 2)
  try {
    const registries = openRegistries(invocation, deadline)
    if ('code' in registries) return { ...noOutcome, problems: [registries] }
    const inspection = await inspect(
      invocation,
      { ...run, files: streams.map(({ file }) => file?.name), texts: streams.map(({ text }) => text) },
      registries,
      ofCluster,
    )
    if ('code' in inspection) return { ...noOutcome, problems: [inspection] }
    return outcomeOf(inspection, run, format)
  } finally {
    ofCluster.end()
    deadline.end()
  }
}

function outcomeOf(
  { entries, platforms, hasCluster }: Inspection,
  run: RunResult,
  format: 'table' | 'json',
): Outcome {
  const problems = withoutRepeats(entries.flatMap(entry => problemOfEntry(entry) ?? []))
  // A note and a stale lock are reported next to the result for the image.
  const images = entries.filter(
    ({ subject, state }) =>
      ['image', 'tags', 'pull'].includes(subject) && state !== 'note' && state !== 'stale',
  )
  const bad = images.filter(({ state }) => state !== 'ok').length
  const names = platforms.map(formatPlatform)
  return {
    output: format === 'json' ? formatPreflightJson(entries, names) : formatPreflightTable(entries),
    isOutputOnFailure: true,
    problems: [...run.problems.filter(problem => !hasCluster || !isAnswered(problem, entries)), ...problems],
    details: [],
    results: run.results,
    checks: entries,
    summary: `${counted(images.length - bad, 'image')} can be pulled for ${names.join(', ')}`,
    failure: `not ready: ${bad === 0 ? '' : `${bad} of ${counted(images.length, 'image')} cannot be pulled, `}${counted(problems.length, 'problem')}`,
  }
}

/** Whether the cluster answers what a run can only ask the user to look up: a warning, if each account was read. */
function isAnswered({ code }: Problem, entries: readonly PreflightEntry[]): boolean {
  const isUnread = entries.some(({ subject, state }) => subject === 'account' && state === 'unknown')
  return isAbout('hidden-account', code) && (problemTable[code].severity === 'note' || !isUnread)
}

/** What the registries and the cluster say. */
type Inspection = {
  readonly entries: readonly PreflightEntry[]
  readonly platforms: readonly Platform[]
  readonly hasCluster: boolean
}

async function inspect(
  invocation: Invocation,
  run: RunResult & { readonly files: readonly (string | undefined)[]; readonly texts: readonly string[] },
  registries: Registries,
  ofCluster: Deadline,
): Promise<Inspection | Problem> {
  const { settings, config } = invocation
  const isClusterNamed = (['context', 'kubeconfig', 'namespace'] as const).some(
    name => settings.text(name) !== undefined,
  )
  const cluster = isClusterNamed
    ? await openCluster(clusterChoiceOf(invocation), ofCluster.signal)
    : undefined
  const entries: PreflightEntry[] = []
  if (cluster?.kind === 'unknown') {
    if (cluster.isMisnamed === true) return misnamed(cluster.reason)
    entries.push(unknownCluster(cluster.reason))
  }
  const known = cluster?.kind === 'cluster' ? cluster : undefined
  const platforms = await platformsFor(settings.list('platform'), known, entries)
  const requested = requestedImages(run)
  const progress = progressOn(invocation, requested.length, 'images asked for')

  const namespace = settings.text('namespace') ?? known?.namespace ?? 'default'
  const { pods, accounts } = podsIn(run.results, run.files, config, namespace)
  const brought = { ...broughtBy(run.texts, namespace), accounts }
  const secrets = known === undefined ? undefined : await checkSecrets(known, pods, brought)
  const tried = settings.isOn('as-node') ? (secrets?.pods ?? []).filter(({ isPartial }) => !isPartial) : []
  const pulled = new Set(tried.flatMap(({ images }) => images.map(nameOf)))
  const others = requested.filter(({ reference }) => !pulled.has(nameOf(reference)))
  const [asked, node] = await Promise.all([
    Promise.all(others.map(image => askFor(image, registries, platforms).finally(progress.step))),
    tryAsNode(tried, lockedTags(run.results), registries, platforms, progress.step),
  ])
  progress.end()
  const all = [...asked.flat(), ...node, ...(secrets?.entries ?? []), ...entries]
  return { entries: all, platforms, hasCluster: known !== undefined }
}

function askFor(
  image: RequestedImage,
  registries: Registries,
  platforms: readonly Platform[],
): Promise<readonly PreflightEntry[]> {
  return entriesOfImage(registries.open(canonical(image.reference).registry), image, platforms)
}

/** The platforms named, else those of the nodes, else linux/amd64. */
async function platformsFor(
  named: readonly string[],
  cluster: Cluster | undefined,
  entries: PreflightEntry[],
): Promise<readonly Platform[]> {
  const parsed = named.flatMap(text => parsePlatform(text) ?? [])
  if (parsed.length > 0 || cluster === undefined) return parsed.length > 0 ? parsed : usualPlatforms
  const nodes = await cluster.platforms()
  if (nodes.kind === 'found') {
    const found = nodes.value.flatMap(text => parsePlatform(text) ?? [])
    return found.length > 0 ? found : usualPlatforms
  }
  const reason = nodes.kind === 'unknown' ? nodes.reason : 'it has none'
  entries.push(unknownCluster(`the platforms of the nodes are unknown, linux/amd64 was taken: ${reason}`))
  return usualPlatforms
}

const usualPlatforms: readonly Platform[] = [{ os: 'linux', architecture: 'amd64' }]

/** A named cluster must be checked: without it, the result would mean nothing. */
function misnamed(message: string): Problem {
  return { code: 'USAGE_INVALID', message, remedy: 'check --context and --kubeconfig, or leave them out' }
}

function unknownCluster(finding: string): PreflightEntry {
  const remedy = 'check --context, --kubeconfig and KUBECONFIG, and your rights there; or give --platform'
  return { subject: 'cluster', name: 'cluster', state: 'unknown', finding, remedy }
}
