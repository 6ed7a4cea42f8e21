import { jsonObjectIn } from '../json-object.ts'
import { printable } from '../reference/quote.ts'
import type { NoImage } from './answer.ts'
import type { Reply } from './reply.ts'

/**
 * The error message of a registry: the errors of its JSON, else the first line of text, else the
 * status alone. Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes
 */
export function wordsOf({ status, body, headers }: Reply): string {
  const text = body.toString('utf8')
  return printable(`${status} ${wordsIn(text) || plainIn(text, headers['content-type'] ?? '')}`.trim())
}

type RegistryError = { readonly code?: unknown; readonly message?: unknown }

function wordsIn(text: string): string {
  return errorsIn(text)
    .map(({ code, message }) => [code, message].filter(part => typeof part === 'string').join(': '))
    .filter(words => words !== '')
    .join('; ')
}

function plainIn(text: string, type: string): string {
  return /html/.test(type) ? '' : (text.trim().split('\n')[0] ?? '').slice(0, 200)
}

function errorsIn(text: string): readonly RegistryError[] {
  const { errors, details } = jsonObjectIn(text) ?? {}
  if (Array.isArray(errors)) return errors as RegistryError[]
  return typeof details === 'string' ? [{ message: details }] : []
}

/** An answer that no registry gives. */
export function nonsense(host: string, what: string, reply: Reply): NoImage {
  return {
    kind: 'contradictory',
    message: `${host} sent an unexpected answer for ${what}: ${wordsOf(reply)}`,
    remedy: 'check that this is a registry: host, port, and any proxy in front of it',
  }
}
