import { copyJobOf } from '../../output/images/copy-job.ts'
import { hookFor } from '../../output/images/repository-hook.ts'
import { printable } from '../../reference/quote.ts'

import { dockerCredentials } from '../../registry/authorization/credentials.ts'
import { startDeadline, type Deadline } from '../../registry/deadline.ts'
import { limiter } from '../../registry/limit.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { listEach } from '../io/input/list-each.ts'
import { holdingSignals } from '../io/write/interruption.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { misused, noOutcome } from '../messages/outcome.ts'
import { progressOn } from '../messages/progress.ts'
import { secondsIn } from '../value.ts'
import { openCarrier, parseCarrier, type Carrier, type OpenCarrier } from './copy/archive.ts'
import { copyOne, type CopyRun } from './copy/copy-one.ts'
import { tasksIn, tasksOf, type CopyTask } from './copy/job.ts'
import { openImageFolder, type ImageFolder } from './copy/image-folder.ts'
import { outcomeOf, type Done, type Listed } from './copy/outcome.ts'
import { runTool } from './copy/run-tool.ts'
import { signatureTasks } from './copy/signatures.ts'
import { chooseTool, findTools } from './copy/choose-tool.ts'
import { copyTools, type CopyTool } from './copy/tool.ts'
import { openRegistries } from './preflight/registries.ts'

/** Time for everything, unless `--timeout` says otherwise. */
const usualTimeout = '4h'

/**
 * Copies every image of the list with skopeo, crane or regctl: to its target, or to and from a folder that is carried across
 * an air gap. A copy that fails stops none of the others; calling it again copies only what is missing.
 */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { settings, env } = invocation
  const [to, from] = [carrierOf(settings.text('to')), carrierOf(settings.text('from'))]
  if (to === 'no' || from === 'no' || (to !== undefined && from !== undefined)) {
    const message = '--to and --from take a folder or an archive, one of the two'
    return misused(message, 'write --to=oci:DIR or --to=tar:FILE, then --from=oci:DIR or --from=tar:FILE')
  }
  const tools = findTools(settings.text('with'), env)
  const [first] = tools
  if (first === undefined) {
    const names = settings.text('with') ?? copyTools.map(({ name }) => name).join(', ')
    return misused(
      `no program that copies images is there: ${names}`,
      'install skopeo, crane or regctl, and have it on the PATH',
    )
  }
  const deadline = startDeadline(secondsIn(settings.text('timeout') ?? usualTimeout))
  try {
    // A signal stops the tools; what they were writing is removed before the process ends by it.
    return await holdingSignals(({ signal }) => {
      signal.addEventListener('abort', deadline.stop, { once: true })
      return copyWith([first, ...tools.slice(1)], { to, from }, invocation, deadline)
    })
  } finally {
    deadline.end()
  }
}

/** The folder or archive that images go into, or come from. */
type Carriers = Readonly<Record<'to' | 'from', Carrier | undefined>>

/** Copies with one of the tools: nothing at all where the registries, the carrier or the list cannot be had. */
async function copyWith(
  tools: readonly [CopyTool, ...CopyTool[]],
  { to, from }: Carriers,
  invocation: Invocation,
  deadline: Deadline,
): Promise<Outcome> {
  const { settings, env } = invocation
  let opened: OpenCarrier | undefined
  let folder: ImageFolder | undefined
  try {
    const registries = openRegistries(invocation, deadline)
    if ('code' in registries) return { ...noOutcome, problems: [registries] }
    const carrier = to ?? from
    opened = carrier && (await openCarrier(carrier, from !== undefined, invocation.cwd, env, deadline.signal))
    folder = opened && openImageFolder(opened.folder, to !== undefined)
    const listed = await listFor(invocation, from === undefined ? undefined : folder)
    if ('output' in listed) return listed
    const written = to === undefined ? listed.tasks : []
    const run: CopyRun = {
      tool: await chooseTool(tools[0], tools, written, dockerCredentials(env), deadline.signal),
      registries,
      deadline,
      env: { ...env, ...registries.environment },
      isSigned: settings.isOn('signatures'),
      from: from === undefined ? undefined : folder,
      to: to === undefined ? undefined : folder,
      hook: hookOf(invocation, deadline),
    }
    const done = await copyAll(listed.tasks, run, invocation)
    const isGood = done.some(({ result }) => result.kind !== 'failed')
    const unpacked = isGood ? await opened?.pack() : undefined
    return outcomeOf(done, listed, unpacked, run.tool.name)
  } catch (error) {
    return misused(
      `nothing was copied: ${printable((error as Error).message)}`,
      'check the folder or archive, and its permissions',
    )
  } finally {
    folder?.close()
    opened?.close()
  }
}

/** What to copy: everything in the folder that images come from, where no manifest is named; else the images of manifests. */
async function listFor(invocation: Invocation, from: ImageFolder | undefined): Promise<Listed | Outcome> {
  const { config, settings, paths } = invocation
  if (from === undefined || paths.length > 0) return list(invocation)
  const tasks = tasksIn(from.entries(), config)
  if (tasks.length > 0) return { problems: [], tasks, left: [] }
  return misused(
    `nothing was copied: ${settings.text('from')} names no image that has a target`,
    'fill it with copy --to, or say where its images go, as with --registry',
  )
}

async function list(invocation: Invocation): Promise<Listed | Outcome> {
  const { list: images, problems } = await listEach(invocation)
  if (exitCodeOf(problems, invocation.config.strict) !== 0) return { ...noOutcome, problems }
  const { copies, left } = copyJobOf(images)
  return { tasks: tasksOf(copies), left, problems }
}

async function copyAll(
  tasks: readonly CopyTask[],
  run: CopyRun,
  invocation: Invocation,
): Promise<readonly Done[]> {
  const limit = limiter(Number(invocation.settings.text('jobs') ?? 4))
  const progress = progressOn(invocation, tasks.length, 'images done')
  const done = await Promise.all(
    tasks.map(task =>
      limit(async () => {
        const result = await copyOne(task, run)
        const signed = run.isSigned && result.kind !== 'failed' ? await signatureTasks(task, run) : []
        const results = [{ task, result }]
        for (const signature of signed) {
          const copied = await copyOne(signature, run, true)
          if (copied.kind !== 'none') results.push({ task: signature, result: copied })
        }
        progress.step()
        return results
      }),
    ),
  )
  progress.end()
  return done.flat()
}

/** Runs the command for a repository once: the one named, else that of a registry which is known to need one. */
function hookOf({ settings, env }: Invocation, deadline: Deadline): CopyRun['hook'] {
  const named = settings.text('repository-hook')
  const known = new Map<string, Promise<string | undefined>>()
  return target => {
    const command = named ?? hookFor(target)
    if (command === undefined) return Promise.resolve(undefined)
    const { registry = '', repository } = target
    const key = `${registry}/${repository}`
    const variables = { ...env, REGISTRY: registry, REPOSITORY: repository }
    const ran = known.get(key) ?? runTool('sh', ['-c', command], variables, deadline.signal)
    known.set(key, ran)
    return ran
  }
}

function carrierOf(text: string | undefined): Carrier | 'no' | undefined {
  return text === undefined ? undefined : (parseCarrier(text) ?? 'no')
}
