import { pathInItem, type Problem } from '../problem.ts'
import { flowText } from '../yaml/flow.ts'

/** The part of a remedy that accepts exactly this problem: the entry for the configuration, ready to paste. */
export function acceptIt({ code, image, place }: Pick<Problem, 'code' | 'image' | 'place'>): string {
  return `add this row under accept: - ${flowText({ code, image, object: place?.object, path: place?.path && pathInItem(place.path) })}`
}
