import { isFailedAnswer, mayBeFailedAnswer } from '../../manifest/failed-answer.ts'
import { isHidden } from '../../manifest/relevance.ts'
import { splitStream } from '../../manifest/stream.ts'
import type { Problem } from '../../problem.ts'
import { flowText } from '../../yaml/flow-text.ts'

/** A key `kind`, in any of the ways to write one in plain letters. */
const kindKey = /kind["']?\s*:/

/** A web page or other markup. No object begins like this. */
const markup = /^(?:\ufeff|\xef\xbb\xbf)?\s{0,1000}<[!?A-Za-z]/

/** A key in double quotes that is short enough to be `kind` in escapes. */
const quotedKey = /"((?:[^"\\]|\\[^]){4,80})"\s*:/g

/** Ways to hide the letters of a key that need no double quotes. */
const hiddenKey = /!!binary|!<|%TAG/

/** Whether a stream has no Kubernetes object: it is empty, a web page, or what a command or an API server says when it fails. */
export function isNothing(stream: string): boolean {
  if (isMarkup(stream) || isOnlyFailedAnswer(stream)) return true
  if (kindKey.test(stream)) return false
  return !isHidden(stream) || !(hiddenKey.test(stream) || hasEscapedKind(stream))
}

/** Whether a key is `kind` once its escapes are read. */
function hasEscapedKind(stream: string): boolean {
  for (const [, key = ''] of stream.matchAll(quotedKey))
    if (flowText(key, 0, key.length, 'double') === 'kind') return true
  return false
}

/** A line that says something, also in the bytes of UTF-8: no blank one, no comment, no marker of a document. */
const content =
  /^(?!(?:\ufeff|\xef\xbb\xbf)?[ \t]*(?:#|$))(?!(?:\ufeff|\xef\xbb\xbf)?(?:---|\.\.\.)[ \t]*(?:#|$))/m

/** Whether a text is more than comments and has no Kubernetes object: a chart with everything switched off renders comments. */
export function isOtherText(text: string): boolean {
  return isNothing(text) && content.test(text)
}

/** Whether a text is a web page or other markup, which may read as YAML. */
export function isMarkup(text: string): boolean {
  return markup.test(text)
}

/** Whether a text is the answer of an API server that refuses a request, and nothing else. */
export function isOnlyFailedAnswer(text: string): boolean {
  if (!mayBeFailedAnswer(text, [])) return false
  const documents = splitStream(text).filter(({ start, end }) => text.slice(start, end).trim() !== '')
  return documents.length === 1 && documents.every(document => isFailedAnswer(text, document))
}

/** The line with which a command ends that failed, as Helm writes it. */
export function errorLineIn(text: string): string | undefined {
  return /^Error: .+/m.exec(text)?.[0].trimEnd()
}

/** A rendering that failed has no object, and a result for it would prove nothing. `task` is what cannot be done. */
export function nothingRead(task: string): Problem {
  return {
    code: 'STREAM_EMPTY',
    message: `there is nothing to ${task}: the input is empty, or nothing in it is a Kubernetes object`,
    remedy: 'check the command that wrote it',
  }
}
