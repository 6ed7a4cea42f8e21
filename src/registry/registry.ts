/** The edge to registries: it asks what they have, with deadlines, and writes nothing. */
import { printable } from '../reference/quote.ts'
import { isNoImage, type NoImage } from './answer.ts'
import {
  authorize,
  refusedCredentials,
  withoutCredentials,
  type RequestAuthorization,
} from './authorization/authorization.ts'
import { RegistryConnection, type ConnectionOptions } from './connection.ts'
import type { Credentials, FindCredentials } from './authorization/credentials.ts'
import { unreachable } from './failure.ts'
import { limiter } from './limit.ts'
import { readReply } from './read-reply.ts'
import type { Reply } from './reply.ts'
import { wordsOf } from './words.ts'

/** How to ask registries. */
export type RegistryOptions = ConnectionOptions & { readonly credentials: FindCredentials }

/** One registry. */
export type Registry = {
  readonly host: string
  /** Where its API is: HTTPS, or HTTP where that is all it speaks. Rejects if that is unknown. */
  readonly root: () => Promise<URL>
  /** Asks below `/v2/REPOSITORY/`; any status but those that mean "no" to everything is a reply. */
  readonly ask: (repository: string, path: string, options?: AskOptions) => Promise<Reply | NoImage>
}

type AskOptions = { readonly method?: 'GET' | 'HEAD'; readonly accept?: string }

/** A registry by its name, `HOST[:PORT]`. Sends no request yet. */
export function openRegistry(host: string, options: RegistryOptions): Registry {
  const limit = limiter(options.jobs)
  const connection = new RegistryConnection(host, options)
  const session = new Session(host, connection, options)
  return {
    host,
    root: () => connection.root(),
    ask: (repository, path, how) =>
      limit(() => session.ask(repository, path, how)).catch((error: unknown) => unreachable(host, error)),
  }
}

/** Questions to one registry, with the authorizations that it wants for them. */
class Session {
  private readonly host: string
  private readonly connection: RegistryConnection
  private readonly options: RegistryOptions
  private readonly authorizations = new Map<string, Promise<RequestAuthorization | NoImage>>()
  private readonly credentials = new Map<string, Promise<Credentials | undefined>>()

  constructor(host: string, connection: RegistryConnection, options: RegistryOptions) {
    this.host = host
    this.connection = connection
    this.options = options
  }

  async ask(
    repository: string,
    path: string,
    { method = 'GET', accept }: AskOptions = {},
  ): Promise<Reply | NoImage> {
    const { host, connection, authorizations } = this
    const root = await connection.root()
    const url = new URL(`${repository}/${path}`, root)
    const headers = accept === undefined ? {} : { accept }
    const cached = authorizations.get(repository)
    const known = await cached
    const sendWith = (authorized: RequestAuthorization | undefined): Promise<Reply> =>
      connection.send({
        method,
        url,
        headers: { ...headers, ...(authorized && { authorization: authorized.authorization }) },
      })
    const authorized = known === undefined || isNoImage(known) ? undefined : known
    const first = await sendWith(authorized)
    if (first.status !== 401) return readReply(first, host)
    // A token is good for some minutes: an old one is replaced, once.
    if (authorized !== undefined && authorizations.get(repository) === cached)
      authorizations.delete(repository)
    const granted = await this.authorizeFor(repository, root, first.headers['www-authenticate'] ?? '')
    if (isNoImage(granted)) return this.withUselessEntry(granted)
    const second = await sendWith(granted)
    if (second.status !== 401) return readReply(second, host)
    const found = await this.credentialsFor(repository)
    return found === undefined
      ? this.withUselessEntry(withoutCredentials(host))
      : refusedCredentials(host, found, wordsOf(second))
  }

  private authorizeFor(
    repository: string,
    registry: URL,
    challenge: string,
  ): Promise<RequestAuthorization | NoImage> {
    const known = this.authorizations.get(repository)
    if (known !== undefined) return known
    const fetched = this.credentialsFor(repository).then(found =>
      authorize(challenge, repository, registry, found, question => this.connection.send(question)),
    )
    this.authorizations.set(repository, fetched)
    return fetched
  }

  private credentialsFor(repository: string): Promise<Credentials | undefined> {
    const { credentials, host, options } = this
    const found =
      credentials.get(repository) ?? options.credentials(host, options.deadline.signal, repository)
    credentials.set(repository, found)
    return found
  }

  private withUselessEntry(answer: NoImage): NoImage {
    const { credentials } = this.options
    const entry = answer.kind === 'forbidden' ? credentials.uselessEntry?.(this.host) : undefined
    return entry === undefined ? answer : { ...answer, message: `${answer.message}: ${printable(entry)}` }
  }
}
