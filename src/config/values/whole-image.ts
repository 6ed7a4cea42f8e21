import { parseReference } from '../../reference/parse.ts'
import { isRefusal } from '../../reference/refusal.ts'

type ImagePart = { readonly part: 'registry' | 'repository' | 'tag' | 'digest'; readonly text: string }

/** The parts of an image that is written as one text; none if it is not an image. */
export function splitImage(text: string): readonly ImagePart[] {
  const reference = parseReference(text)
  if (isRefusal(reference)) return []
  return (['registry', 'repository', 'tag', 'digest'] as const).flatMap(part => {
    const value = reference[part]
    return value === undefined ? [] : [{ part, text: value }]
  })
}
