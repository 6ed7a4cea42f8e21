import type { ReadAnswer } from './reader.ts'

/** The state of an object in a cluster: present, absent, or unknown because the request is not allowed or failed. */
export type Lookup<Value> =
  | { readonly kind: 'found'; readonly value: Value }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string }

/** A body as it comes: JSON has null where the types of the API say undefined. */
export type Body<Type> = { readonly [Key in keyof Type]?: Type[Key] | null }

/**
 * What an answer tells. `right` is what the request needs, as in `list nodes`; `read` takes the value from the body, and
 * throws for a body of another form, which comes from something in front of the API server.
 */
export function lookupOf<Type, Value>(
  answer: ReadAnswer,
  right: string,
  read: (body: Body<Type>) => Value,
): Lookup<Value> {
  if (answer.kind === 'unknown') return answer
  const { status, body } = answer
  if (status === 404) return { kind: 'absent' }
  if (status === 401) return unknown('the cluster does not accept our credentials')
  if (status === 403) return unknown(`we are not allowed to ${right}`)
  if (status !== 200) return unknown(`the cluster answered ${status}`)
  try {
    return { kind: 'found', value: read(body as Body<Type>) }
  } catch (error) {
    const what = error instanceof NoAnswer ? error.message : 'no JSON of its API'
    return unknown(`the cluster cannot be reached: it sent an answer that is ${what}`)
  }
}

/** The body, which says what it is. Throws for another; `undefined` is one that is no JSON. */
export function bodyOf<Type>(body: Body<Type>, kind: string): Body<Type> {
  if (body === undefined) throw new NoAnswer('no JSON of its API')
  const { kind: found } = (body as { readonly kind?: unknown } | null) ?? {}
  if (found !== kind) throw new NoAnswer(`no ${kind}`)
  return body
}

/** A list of a body; null is an empty one. Throws for a body without it. */
export function listIn<Item>(list: readonly Item[] | null | undefined): readonly Item[] {
  if (list === undefined) throw new NoAnswer('no list')
  return list ?? []
}

class NoAnswer extends Error {}

function unknown(reason: string): Lookup<never> {
  return { kind: 'unknown', reason }
}
