import { canonicalName } from '../../reference/canonical.ts'
import { formatReference } from '../../reference/reference.ts'
import type { ImageLine, UnknownLine } from './image-line.ts'

/** An image that is not copied: what it is called, and the reason as the rest of a sentence. */
export type LeftImage = {
  readonly name: string
  readonly state: ImageLine['state'] | 'unknown'
  readonly why: string
}

export function leftUnknown({ operator, component, place }: UnknownLine): LeftImage {
  return {
    name: `an image for ${component}`,
    state: 'unknown',
    why: `of ${place.object ?? 'a resource'} is not known: ${operator} chooses it`,
  }
}

export function reasonToLeave({ state, isRepository, isProvided, target }: ImageLine): string | undefined {
  switch (state) {
    case 'already-there':
      return 'is where it has to be'
    case 'excluded':
      return 'is excluded'
    case 'kept':
      return 'is kept where it is, since no rule takes it'
    case 'no-rules':
      return 'has no target, since no rule says where images go'
    case 'relocated':
      if (isRepository) {
        const goes = target === undefined ? '' : `, to ${canonicalName(target)}`
        return `is a repository whose tags an operator chooses: copy the versions you deploy by hand${goes}`
      }
      return isProvided && target !== undefined
        ? `is replaced by ${formatReference(target)}, which is provided by you`
        : undefined
  }
}
