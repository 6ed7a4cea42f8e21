import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

import { isNoImage, type NoImage, type PresentImage } from '../../../registry/answer.ts'
import { trustedCertificates } from '../../../registry/certificates.ts'
import { dockerCredentials, type FindCredentials } from '../../../registry/authorization/credentials.ts'
import type { Deadline } from '../../../registry/deadline.ts'
import { askForImage } from '../../../registry/image.ts'
import type { Platform } from '../../../registry/platform.ts'
import { openRegistry, type Registry } from '../../../registry/registry.ts'
import { askForTags } from '../../../registry/tags.ts'
import { canonical } from '../../../reference/canonical.ts'
import { formatReference } from '../../../reference/reference.ts'
import type { Problem } from '../../../problem.ts'

import type { Invocation } from '../../commands.ts'
import { reasonOf } from '../../io/system-error.ts'
import { version } from '../../version.ts'
import type { Trust } from '../copy/tool.ts'
import type { PreflightEntry } from './entry.ts'
import type { RequestedImage } from './requested.ts'

/** The registries of a run, each opened once for each kind of credentials. */
export type Registries = {
  readonly open: (host: string, credentials?: FindCredentials) => Registry
  /** How a registry is spoken to, for other programs. */
  readonly trustOf: (host: string) => Promise<Trust>
  /** Variables that make other programs trust what we do. */
  readonly environment: Readonly<Record<string, string>>
}

/** How registries are reached, from the flags; or what is wrong with them. */
export function openRegistries(
  { settings, env, cwd }: Pick<Invocation, 'settings' | 'env' | 'cwd'>,
  deadline: Deadline,
): Registries | Problem {
  const file = settings.text('ca-file')
  let ca: readonly string[]
  try {
    ca = trustedCertificates(file === undefined ? undefined : resolve(cwd, file), env)
  } catch (error) {
    const message = `--ca-file: ${JSON.stringify(file)} cannot be read: ${reasonOf(error)}`
    return { code: 'USAGE_INVALID', message, remedy: 'name a file with certificates in PEM' }
  }
  const own = dockerCredentials(env)
  const insecure = settings.list('insecure-registry')
  const opened = new Map<FindCredentials, Map<string, Registry>>()
  const open: Registries['open'] = (host, credentials = own) => {
    const known = opened.get(credentials) ?? new Map<string, Registry>()
    opened.set(credentials, known)
    const jobs = Number(settings.text('jobs') ?? 6)
    const agent = `k8ssandra-relocate/${version}`
    const registry =
      known.get(host) ?? openRegistry(host, { env, deadline, credentials, ca, insecure, jobs, agent })
    known.set(host, registry)
    return registry
  }
  return {
    open,
    trustOf: async host => {
      const root = await open(host)
        .root()
        .catch(() => undefined)
      if (root?.protocol === 'http:') return 'plain'
      return insecure.includes(host) ? 'unchecked' : 'checked'
    },
    environment: file === undefined ? {} : bundleFor(ca),
  }
}

/** Programs written in Go read the certificates they trust from one file. */
function bundleFor(ca: readonly string[]): Readonly<Record<string, string>> {
  const path = join(mkdtempSync(join(tmpdir(), 'relocate-ca-')), 'ca.crt')
  writeFileSync(path, ca.join('\n'), { mode: 0o600 })
  process.once('exit', () => rmSync(dirname(path), { recursive: true, force: true }))
  return { SSL_CERT_FILE: path }
}

/**
 * The checks of an image at a registry: the answer; a note where there is something to tell; and where only a tag
 * is pulled, each other digest that the lock has for it.
 */
export async function entriesOfImage(
  registry: Registry,
  { reference, isRepository, locked, place }: RequestedImage,
  platforms: readonly Platform[],
  subject: 'image' | 'pull' = 'image',
): Promise<readonly PreflightEntry[]> {
  const { repository, tag, digest } = canonical(reference)
  const name = formatReference(reference)
  const at = place === undefined ? {} : { place }
  if (isRepository) {
    const list = await askForTags(registry, repository)
    if (isNoImage(list)) return [{ subject: 'tags', name, state: list.kind, ...findingOf(list), ...at }]
    const finding = `${list.tags.length} tags for the operator to choose from: ${shortList(list.tags)}`
    return [{ subject: 'tags', name, state: 'ok', finding, ...at }]
  }
  const answer = await askForImage(registry, { repository, tag, digest }, platforms)
  if (isNoImage(answer)) return [{ subject, name, state: answer.kind, ...findingOf(answer), ...at }]
  return [
    { subject, name, state: 'ok', finding: foundAs(answer), ...at },
    ...notesOf(answer, name, at, subject),
    ...staleIn(answer, locked, name).map(stale => ({ subject, name, ...stale, ...at })),
  ]
}

/** The tag at the registry held against the lock: a tag can be pushed again, a digest cannot. */
function staleIn(
  { digest }: PresentImage,
  locked: readonly string[],
  name: string,
): readonly Pick<PreflightEntry, 'state' | 'finding' | 'remedy'>[] {
  return locked
    .filter(other => other !== digest)
    .map(other => ({
      state: 'stale',
      finding: `${name} is ${digest} at the registry, and the lock has ${other}: its tag was pushed again, and it is pulled by its tag only`,
      remedy:
        'put the image of the lock there again (copy, with the same --lock), or lock what is there: images --lock FILE --resolve-at=target',
    }))
}

function findingOf({ message, remedy }: NoImage): { readonly finding: string; readonly remedy: string } {
  return { finding: message, remedy }
}

function foundAs({ digest, platforms }: PresentImage): string {
  return `${digest} for ${platforms.join(', ') || 'no platform that it names'}`
}

function notesOf(
  { notes }: PresentImage,
  name: string,
  at: Pick<PreflightEntry, 'place'>,
  subject: 'image' | 'pull',
): readonly PreflightEntry[] {
  const remedy = 'see whether the tag was meant to move; lock the images to be sure: images --lock FILE'
  return notes.map(note => ({ subject, name, state: 'note', finding: `${name}: ${note}`, remedy, ...at }))
}

function shortList(names: readonly string[]): string {
  return names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '')
}
