import { rowPath } from '../../yaml/path.ts'
import { lastComponent } from '../operators/operator.ts'

/** Where an image is in a rendered stream. */
export type Whereabouts = {
  /** API group without version; `''` is the core group. */
  readonly group: string
  readonly kind: string
  /** Name of the object. */
  readonly name: string
  /** Path of the field, `spec/template/spec/containers[0]/image`. */
  readonly path: string
  /** Name of the container, when the field is one of a container. */
  readonly container?: string | undefined
  /** Repository of the image, without registry, as in a `Reference`. */
  readonly repository: string
}

/**
 * What gives a component away. Everything a matcher names has to fit. A text may begin and end with `*`, for anything:
 * names of releases differ, what charts append to them does not.
 */
export type ComponentMatcher = {
  readonly component: string
  readonly group?: string
  readonly kinds?: readonly string[]
  /** Name of the object. */
  readonly name?: string
  readonly container?: string
  /** Path of the field, with `[]` for every index. */
  readonly path?: string
  /** Last component of the repository. */
  readonly image?: string
}

/** Does all that the matcher names fit what is known? */
export function matchesComponent(matcher: ComponentMatcher, where: Whereabouts): boolean {
  return (
    (matcher.group === undefined || matcher.group === where.group) &&
    (matcher.kinds === undefined || matcher.kinds.includes(where.kind)) &&
    isLike(where.name, matcher.name) &&
    isLike(where.container, matcher.container) &&
    isLike(rowPath(where.path), matcher.path) &&
    isLike(lastComponent(where.repository), matcher.image)
  )
}

function isLike(text: string | undefined, pattern: string | undefined): boolean {
  if (pattern === undefined) return true
  if (text === undefined) return false
  const startsAnyhow = pattern.startsWith('*')
  const endsAnyhow = pattern.endsWith('*')
  const core = pattern.slice(startsAnyhow ? 1 : 0, endsAnyhow ? -1 : undefined)
  if (startsAnyhow && endsAnyhow) return text.includes(core)
  if (startsAnyhow) return text.endsWith(core)
  return endsAnyhow ? text.startsWith(core) : text === core
}
