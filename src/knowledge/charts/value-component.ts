import { components } from './components.ts'
import type { Whereabouts } from './component-matcher.ts'
import { componentOf } from './component-matchers.ts'

const inArguments = new Set(
  components.filter(({ location }) => location.startsWith('argument ')).map(({ component }) => component),
)

/**
 * The component whose value in the chart decides this image. Unlike `componentOf`, what is in the arguments and
 * variables of a container does not count as the container's own image, which the value is about.
 */
export function valueComponentOf(where: Whereabouts): string | undefined {
  const component = componentOf(where)
  if (component === undefined || inArguments.has(component)) return component
  return /(?:^|\/)(?:args|command|env)(?:\[|\/|$)/.test(where.path) ? undefined : component
}
