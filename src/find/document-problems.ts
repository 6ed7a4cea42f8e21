import type { Place, Problem } from '../problem.ts'

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

/** A line that begins as a separator and is none. */
export function textAtSeparator(place: Place): Problem {
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
