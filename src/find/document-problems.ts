import { hasFailedAnswer, mayBeFailedAnswer } from '../manifest/failed-answer.ts'
import type { Document } from '../manifest/stream.ts'
import type { Place, Problem } from '../problem.ts'
import type { Text } from '../yaml/text.ts'

type Placer = { place(offset: number, kind?: string): Place }

/** Why a document is refused whatever is in it, if it is. */
export function faultOfDocument(
  text: Text,
  document: Document,
  kinds: readonly string[],
  placer: Placer,
): Problem | undefined {
  const { start, end, fault } = document
  if (fault !== undefined) return textAtSeparator(placer.place(text.toStream(fault)))
  return mayBeFailedAnswer(text.source.slice(start, end), kinds) && hasFailedAnswer(text.source, document)
    ? failedAnswer(placer.place(text.toStream(start), 'Status'))
    : undefined
}

/** A document that cannot be read; `message` says why. */
export function unreadable(message: string, content: string, place: Place): Problem {
  const isTemplate = content.includes('{{') && /\.(?:Values|Release|Chart)\b|include "/.test(content)
  return {
    code: 'MANIFEST_UNREADABLE',
    message: `cannot be read as YAML: ${message}`,
    remedy: isTemplate
      ? 'this is a chart template; render the chart first: helm template RELEASE CHART'
      : 'fix the template this was rendered from',
    place,
  }
}

/** An answer of an API server where a manifest should be: `kubectl get -o yaml`, or a proxy, that failed. */
function failedAnswer(place: Place): Problem {
  return {
    code: 'MANIFEST_UNREADABLE',
    message:
      'a Status that says Failure: the answer of an API server that refused a request, and no manifest',
    remedy: 'check the command that wrote it, which failed',
    place,
  }
}

/** A line that begins as a separator and is none. */
function textAtSeparator(place: Place): Problem {
  return {
    code: 'MANIFEST_UNREADABLE',
    message: 'there is text after "---" on its line; kubectl and Helm refuse the stream',
    remedy: 'move the text to a line of its own',
    place,
  }
}

/** Text after the end of a document, which is not read: `place` is where it begins. */
export function unread(place: Place): Problem {
  return {
    code: 'TEXT_UNREAD',
    message:
      'the YAML document ended before this line: kubectl and Helm ignore what is here, up to the next "---"',
    remedy: 'put a line "---" in front of it if it is a manifest of its own, or delete it',
    place,
  }
}
