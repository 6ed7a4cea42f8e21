import { canonical } from '../../../reference/canonical.ts'
import { parseReference } from '../../../reference/parse.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import type { Reference } from '../../../reference/reference.ts'
import type { NoImage } from '../../../registry/answer.ts'
import type { Deadline } from '../../../registry/deadline.ts'
import type { Environment } from '../../../registry/environment.ts'
import { resolveDigest } from '../../../registry/image.ts'
import type { Registries } from '../preflight/registries.ts'
import type { CopyTask } from './job.ts'
import type { FolderEntry, ImageFolder } from './image-folder.ts'
import { runTool } from './run-tool.ts'
import type { CopyTool, Endpoint } from './tool.ts'
import { isFinal } from './words.ts'

/** What every copy of a run has in common. */
export type CopyRun = {
  readonly tool: CopyTool
  readonly registries: Registries
  readonly deadline: Deadline
  readonly env: Environment
  readonly isSigned: boolean
  /** Where images are copied from, unless from their registries. */
  readonly from: ImageFolder | undefined
  /** Where images are copied to, unless to their targets. */
  readonly to: ImageFolder | undefined
  /** A command for a repository before something is copied to it. */
  readonly hook: ((target: Reference) => Promise<string | undefined>) | undefined
}

/** What became of one copy. */
export type Copied =
  | { readonly kind: 'there' | 'none' }
  /** `unchecked`: why it could not be held against its source. */
  | { readonly kind: 'copied'; readonly unchecked?: string }
  | { readonly kind: 'failed'; readonly why: string }

/** How often a copy is tried. */
const attempts = 3

/**
 * Copies one image: not at all where the same digest is there already, again after a failure that may pass, and held
 * against the digest of its source in the end. `isOptional` is for what may not be there, as a signature.
 */
export async function copyOne(task: CopyTask, run: CopyRun, isOptional = false): Promise<Copied> {
  const digest = textOf(await sourceDigest(task, run))
  if (digest === undefined && isOptional) return { kind: 'none' }
  if (digest === undefined && run.from !== undefined)
    return { kind: 'failed', why: 'it is not in the folder of images' }
  if (digest !== undefined && textOf(await digestAt(task, run)) === digest) return { kind: 'there' }
  if (task.isReferrer === true && !run.tool.hasArtifacts)
    return {
      kind: 'failed',
      why: `${run.tool.name} copies only images, not other artifacts: use --with=crane or --with=regctl`,
    }
  const target = reference(task.target)
  const unready = run.to === undefined && target !== undefined ? await run.hook?.(target) : undefined
  for (let attempt = 1; ; attempt++) {
    const why = await transfer(task, run)
    if (why === undefined) break
    const failure =
      unready === undefined ? why : `${why} (and the command for its repository failed: ${unready})`
    if (attempt === attempts || isFinal(why) || run.deadline.signal.aborted)
      return { kind: 'failed', why: failure }
    const isOver = await run.deadline.wait(1000 * 2 ** (attempt - 1)).then(
      () => false,
      () => true,
    )
    if (isOver) return { kind: 'failed', why: failure }
  }
  const arrived = await digestAt(task, run)
  if (digest === undefined || arrived === digest) return { kind: 'copied' }
  return arrivedOtherwise(arrived, digest, run)
}

/** What is at the target after the tool succeeded. A target that we may not read is no failure. */
function arrivedOtherwise(arrived: Lookup, digest: string, { tool }: CopyRun): Copied {
  if (typeof arrived === 'string')
    return { kind: 'failed', why: `what arrived is ${arrived}, and the source is ${digest}` }
  if (arrived === undefined || arrived.kind === 'missing')
    return { kind: 'failed', why: `${tool.name} reports success, and it is not at its target` }
  if (arrived.kind === 'forbidden') return { kind: 'copied', unchecked: arrived.message }
  return { kind: 'failed', why: `${tool.name} reports success, and it cannot be checked: ${arrived.message}` }
}

/** Runs the tool. Folders in between are removed whatever comes of it. */
async function transfer({ name, source, target }: CopyTask, run: CopyRun): Promise<string | undefined> {
  const { tool, env, deadline, isSigned } = run
  const entry = entryOf(name, run.from)
  const view = entry === undefined ? undefined : run.from?.view(entry)
  const staged = run.to?.stage()
  try {
    const from = view === undefined ? await endpointOf(source, run) : layout(view)
    const to = staged === undefined ? await endpointOf(target, run) : layout(staged)
    const args = tool.arguments(from, to, isSigned && view === undefined && staged === undefined, env)
    const why = await runTool(tool.name, args, env, deadline.signal)
    if (why === undefined && staged !== undefined) run.to?.add(staged, name, target)
    return why
  } catch (error) {
    return (error as Error).message
  } finally {
    if (view !== undefined) run.from?.discard(view)
    if (staged !== undefined) run.to?.discard(staged)
  }
}

function layout(folder: string): Endpoint {
  return { kind: 'layout', folder }
}

async function endpointOf(name: string, { registries }: CopyRun): Promise<Endpoint> {
  const parsed = reference(name)
  const host = parsed === undefined ? '' : canonical(parsed).registry
  return { kind: 'registry', name, host, trust: await registries.trustOf(host) }
}

/** A digest, or why there is none. */
type Lookup = string | NoImage | undefined

function textOf(found: Lookup): string | undefined {
  return typeof found === 'string' ? found : undefined
}

/** An image of a folder. A lock adds its digest to a name, in the run that fills the folder or in that which empties it. */
function entryOf(name: string, folder: ImageFolder | undefined): FolderEntry | undefined {
  const entries = folder?.entries() ?? []
  const isSame = ({ source, descriptor: { digest } }: FolderEntry): boolean =>
    `${source}@${digest}` === name || source === `${name}@${digest}`
  return entries.find(({ source }) => source === name) ?? entries.find(isSame)
}

/** The time limit for the digest of a source: the tool may know another way there, such as a mirror. */
const patience = 20_000

/** No digest if it is unknown: then the tool decides, which may know other ways to the source. */
function sourceDigest({ name, source }: CopyTask, run: CopyRun): Promise<Lookup> {
  if (run.from === undefined) return Promise.race([digestIn(source, run), nothingAfter(patience)])
  return Promise.resolve(entryOf(name, run.from)?.descriptor.digest)
}

function nothingAfter(milliseconds: number): Promise<undefined> {
  return new Promise(resolve => setTimeout(() => resolve(undefined), milliseconds).unref())
}

function digestAt({ name, target }: CopyTask, run: CopyRun): Promise<Lookup> {
  if (run.to === undefined) return digestIn(target, run)
  return Promise.resolve(run.to.entries().find(entry => entry.source === name)?.descriptor.digest)
}

async function digestIn(name: string, { registries }: CopyRun): Promise<Lookup> {
  const parsed = reference(name)
  if (parsed === undefined) return undefined
  const { registry, repository, tag, digest } = canonical(parsed)
  return resolveDigest(registries.open(registry), { repository, tag, digest })
}

function reference(name: string): Reference | undefined {
  const parsed = parseReference(name)
  return isRefusal(parsed) ? undefined : parsed
}
