import type { Problem } from '../../../problem.ts'
import { splitStream } from '../../../manifest/stream.ts'
import { quote } from '../../../reference/quote.ts'
import { keyOf } from '../../../yaml/lookup.ts'
import { readDocument } from '../../../yaml/reader.ts'

import { errorLineIn, isOnlyFailedAnswer, isMarkup, isOtherText } from '../../messages/nothing-read.ts'

/** Collects the problems of files in which nothing is a Kubernetes object. */
type ObjectCheck = {
  readonly add: (name: string, text: string) => void
  /** After the last file. */
  readonly problems: () => readonly Problem[]
}

/**
 * Refuses of files what is refused on standard input: a web page, the error of a command or a server, another text; and a run in which
 * no file has anything to relocate. Next to manifests a tree has empty files, comments, and the YAML of other tools, such
 * as a kustomization or values: those pass.
 */
export function openObjectCheck(): ObjectCheck {
  const texts: Problem[] = []
  const rest: Problem[] = []
  let isUseful = false
  return {
    add(name, text) {
      if (text === '') rest.push(empty(name))
      else if (!isOtherText(text)) isUseful = true
      else (isData(text) ? rest : texts).push(withoutObject(name, errorLineIn(text)))
    },
    problems: () => (isUseful ? texts : [...texts, ...rest]),
  }
}

/** How the keys begin of what a command or a server writes instead of an answer. */
const errorKey = /^(?:errors?|fatal|panic)$/i

/** Keys of the error with which a server answers, in JSON: `message` and any of the others, and nothing else. */
const messageKeys: ReadonlySet<string> = new Set([
  'message',
  'code',
  'status',
  'statusCode',
  'documentation_url',
])

/** Whether every document that is not empty is a mapping or a list, and none the message of an error. */
function isData(text: string): boolean {
  if (isMarkup(text) || isOnlyFailedAnswer(text) || errorLineIn(text) !== undefined) return false
  return splitStream(text).every(document => {
    const reading = readDocument(text, document)
    if ('fault' in reading) return false
    return reading.roots.every(root => {
      if (root.type === 'scalar') return root.start === root.end
      const keys = root.type === 'mapping' ? root.pairs.map(pair => keyOf(text, pair) ?? '') : []
      return !errorKey.test(keys[0] ?? '') && !(root.type === 'mapping' && root.flow && isMessage(keys))
    })
  })
}

function isMessage(keys: readonly string[]): boolean {
  return keys.includes('message') && keys.every(key => messageKeys.has(key))
}

function empty(file: string): Problem {
  return {
    code: 'STREAM_EMPTY',
    message: 'the file is empty',
    remedy: 'check the command that wrote it: it printed no manifests',
    place: { file },
  }
}

function withoutObject(file: string, error: string | undefined): Problem {
  const message =
    error === undefined
      ? 'nothing in the file is a Kubernetes object'
      : `the file has no manifests, but the error of a command: ${quote(error)}`
  const remedy =
    error === undefined
      ? 'name files with rendered manifests only; check the command that wrote this one'
      : 'correct what that command reports, then run it again'
  return { code: 'STREAM_EMPTY', message, remedy, place: { file } }
}
