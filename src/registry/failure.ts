import { printable } from '../reference/quote.ts'
import type { NoImage } from './answer.ts'

/** The deadline for everything that a command asks. */
export class DeadlineError extends Error {
  readonly seconds: number

  constructor(seconds: number) {
    super(`no answer within ${seconds} s`)
    this.seconds = seconds
  }
}

/** An obstacle on the way to a registry that has its own remedy: a proxy, a file of credentials, a helper. */
export class ObstacleError extends Error {
  readonly remedy: string

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options)
    this.remedy = remedy
  }
}

const withoutTls =
  /EPROTO|WRONG_VERSION|wrong version number|packet length too long|Parse Error|UNKNOWN_PROTOCOL/i

/** How the runtimes say that the other side has closed the connection. */
const cut = /ECONNRESET|EPIPE|aborted|socket hang up|socket is closed|connection (?:ended|was closed|closed)/i

type Row = {
  readonly codes: RegExp
  readonly message: (host: string, words: string) => string
  readonly remedy: (host: string) => string
}

/** What goes wrong between here and a registry, by the code or the words of the error; the first that fits counts. */
const rows: readonly Row[] = [
  {
    codes: /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|self.?signed|unable to (?:verify|get)/i,
    message: (host, words) => `${host} has a certificate that this system does not trust: ${words}`,
    remedy: host =>
      `name the file with its authority: --ca-file=FILE; or give up the check: --insecure-registry=${host}`,
  },
  {
    codes: /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate has expired|not yet valid/i,
    message: (host, words) => `${host} shows a certificate that is not valid today: ${words}`,
    remedy: () => 'renew the certificate of the registry, or set the clock of this machine',
  },
  {
    codes: /ALTNAME|altnames|hostname mismatch/i,
    message: (host, words) => `${host} shows a certificate for another name: ${words}`,
    remedy: () => 'name the registry as its certificate does, or give it a certificate for this name',
  },
  {
    codes: /HEADER_OVERFLOW|Header overflow/i,
    message: host => `${host} sends more headers than any registry does`,
    remedy: () => 'check that this is a registry: host, port, and any proxy in front of it',
  },
  {
    codes: withoutTls,
    message: host => `${host} does not speak HTTPS`,
    remedy: host => `check the port; if the registry speaks plain HTTP: --insecure-registry=${host}`,
  },
  {
    codes: /ENOTFOUND|EAI_AGAIN|getaddrinfo/i,
    message: host => `the name of ${host} cannot be resolved`,
    remedy: () => 'check the name of the registry, and the DNS of this machine',
  },
  {
    codes: /ECONNREFUSED|ConnectionRefused|Unable to connect/i,
    message: host => `nothing listens at ${host}`,
    remedy: () => 'check host and port of the registry, and whether it runs',
  },
  {
    codes: /EHOSTUNREACH|ENETUNREACH|ETIMEDOUT/i,
    message: (host, words) => `no way leads to ${host}: ${words}`,
    remedy: () => 'check the network and the firewall, or set HTTPS_PROXY',
  },
  {
    codes: cut,
    message: (host, words) => `${host} cuts the connection: ${words}`,
    remedy: () => 'look at the logs of the registry and of any proxy in front of it, then try again',
  },
]

/** What an error on the way to a registry means. */
export function unreachable(host: string, error: unknown): NoImage {
  const { code, message } = partsOf(error)
  if (error instanceof DeadlineError) {
    return {
      kind: 'unreachable',
      message: `${host} gave no answer within ${error.seconds} s`,
      remedy: 'raise --timeout, or check why the registry is slow',
    }
  }
  const words = printable(message.replace(/\s+/g, ' ').trim())
  if (error instanceof ObstacleError)
    return { kind: 'unreachable', message: `${host} cannot be asked: ${words}`, remedy: error.remedy }
  const row = rows.find(({ codes }) => codes.test(code)) ?? rows.find(({ codes }) => codes.test(message))
  return {
    kind: 'unreachable',
    message: row?.message(host, words) ?? `${host} cannot be asked: ${words}`,
    remedy: row?.remedy(host) ?? 'see what the message says, then try again',
  }
}

/** Whether asking again may help: the connection broke, or the name server was busy. */
export function isPassing(error: unknown): boolean {
  const { code, message } = partsOf(error)
  return cut.test(code) || cut.test(message) || /EAI_AGAIN|ECONNABORTED/.test(code)
}

/** Whether an HTTPS question met a server that may speak plain HTTP: it answered in no TLS, cut the connection, or there is none. */
export function isWithoutTls(error: unknown): boolean {
  const { code, message } = partsOf(error)
  if (/Header overflow/i.test(message)) return false
  return [withoutTls, cut, /ECONNREFUSED|ConnectionRefused/].some(
    words => words.test(code) || words.test(message),
  )
}

function partsOf(error: unknown): { readonly code: string; readonly message: string } {
  const parts =
    typeof error === 'object' && error !== null ? (error as { code?: unknown; message?: unknown }) : {}
  const { code, message } = parts
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : String(error),
  }
}

/** What was thrown, as an error. */
export function asError(error: unknown): Error {
  const isError = typeof error === 'object' && error !== null && 'message' in error
  return isError ? (error as Error) : new Error(String(error))
}
