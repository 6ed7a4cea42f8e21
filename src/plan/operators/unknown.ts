import { releaseOf } from '../../knowledge/operators/releases/release.ts'
import { imageConfigReaders, type OperatorName } from '../../knowledge/operators/operator.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import { printable } from '../../reference/quote.ts'
import type { Place, Problem } from '../../problem.ts'
import { operatorFor, type Assigned, type Context } from './context.ts'
import type { Operated } from './operated.ts'

/** An image that an operator will pull, and that nothing in the run names. */
export type UnknownImage = {
  readonly operator: string
  readonly version: string | undefined
  readonly component: string
  readonly container: string
  readonly place: Place
}

/** The images of operators that cannot be named, one for each component of each resource. */
export function unknownImages(operated: readonly Operated[], context: Context): readonly UnknownImage[] {
  return operated.flatMap(({ place, images }) => {
    const seen = new Set<string>()
    return images.flatMap((image): readonly UnknownImage[] => {
      const { operator, version, component, container } = image
      const key = `${operator} ${component}`
      if (!isUnknown(image, context) || seen.has(key)) return []
      seen.add(key)
      return [{ operator, version, component, container, place }]
    })
  })
}

type Unknown = {
  readonly operator: OperatorName
  readonly assigned: Assigned
  readonly place: Place
  readonly components: Set<string>
  readonly objects: Set<string>
}

/**
 * One warning for each operator that will pull images that cannot be named, because no version of it is known or several may be
 * meant. Another where several versions run and only the namespace of a resource decides.
 */
export function unknownProblems(operated: readonly Operated[], context: Context): readonly Problem[] {
  const unknown = new Map<string, Unknown>()
  const decided = new Map<string, Problem>()
  for (const { manifest, place, images } of operated) {
    for (const operator of new Set(images.map(image => image.operator))) {
      const assigned = operatorFor(context, operator, manifest.namespace, manifest)
      const components = images
        .filter(image => image.operator === operator && isUnknown(image, context))
        .map(({ component }) => component)
      const key = `${operator} ${assigned.by} ${assigned.running?.version}`
      if (components.length === 0) {
        if (decided.has(key)) continue
        if (assigned.by === 'namespace')
          decided.set(key, decidedByNamespace(operator, assigned.running.version, place))
        if (
          (assigned.by === 'elsewhere' || assigned.by === 'unselected') &&
          images.some(image => isChosenBy(operator, image))
        )
          decided.set(key, assumedFor(operator, assigned, manifest.namespace, place))
        continue
      }
      const known = unknown.get(key) ?? {
        operator,
        assigned,
        place,
        components: new Set(),
        objects: new Set(),
      }
      unknown.set(key, known)
      for (const component of components) known.components.add(component)
      known.objects.add(place.object ?? '')
    }
  }
  return [...[...unknown.values()].map(unknownProblem), ...decided.values(), ...assumptions(operated)]
}

/** One warning for each resource with an image of which something is assumed. */
function assumptions(operated: readonly Operated[]): readonly Problem[] {
  return operated.flatMap(({ place, images }): readonly Problem[] => {
    const assumed = images.find(image => image.assumed !== undefined)?.assumed
    return assumed === undefined ? [] : [{ code: 'OPERATOR_VERSION_UNKNOWN', ...assumed, place }]
  })
}

function unknownProblem({ operator, assigned, place, components, objects }: Unknown): Problem {
  const { message, remedy } = reasonOf(operator, assigned.by, assigned.running?.version)
  const others = objects.size > 1 ? ` for this resource and ${objects.size - 1} more` : ''
  return {
    code: 'OPERATOR_VERSION_UNKNOWN',
    message: `${message}; unknown are the images it will pull${others}: ${[...components].sort().join(', ')}`,
    remedy,
    place,
  }
}

function decidedByNamespace(operator: OperatorName, version: string | undefined, place: Place): Problem {
  return {
    code: 'OPERATOR_VERSION_UNKNOWN',
    message: `several ${operator} run, with different versions or settings; the one in the namespace of this resource is assumed to manage it: ${printable(version ?? 'unknown')}`,
    remedy: 'relocate each environment separately if another one manages this namespace',
    place,
  }
}

/** Whether the version or the settings of an operator decide about an image. */
function isChosenBy(name: OperatorName, { operator, origin }: PulledImage): boolean {
  return operator === name && origin.kind !== 'field'
}

function assumedFor(
  operator: OperatorName,
  { by, running }: Assigned,
  namespace: string | undefined,
  place: Place,
): Problem {
  const [others, given] =
    by === 'unselected'
      ? ['other resources than this one', 'the labels and the annotation that this one selects']
      : [`other namespaces than ${printable(namespace ?? '')}`, 'the namespace of this one']
  return {
    code: 'OPERATOR_VERSION_UNKNOWN',
    message: `the ${operator} of this run looks after ${others}; that of this resource is assumed to have its version: ${printable(running?.version ?? 'unknown')}`,
    remedy: `relocate the resource together with its own ${operator}, or give it ${given}`,
    place,
  }
}

/**
 * Without an operator of Prometheus in the run, only the resource's own image matters: the rest is an affair of that
 * operator's own release.
 */
function isUnknown({ operator, component, origin, reference }: PulledImage, context: Context): boolean {
  if (reference !== undefined || origin.kind === 'field') return false
  return (
    component !== 'config-reloader' || context.operators.some(({ operator: found }) => found === operator)
  )
}

function reasonOf(
  operator: OperatorName,
  by: Assigned['by'],
  version: string | undefined,
): { readonly message: string; readonly remedy: string } {
  const declare = `say which one runs, as in --operator ${operator}=VERSION`
  switch (by) {
    case 'nothing':
      return {
        message: `no ${operator} is in this run`,
        remedy: `relocate the operator together with its resources, or ${declare}`,
      }
    case 'several':
      return {
        message: `several ${operator} are in this run, with different versions or settings, and it is not known which one manages this resource`,
        remedy: 'relocate each environment separately, or give the resource the namespace of its operator',
      }
    default:
      if (version === undefined) {
        return {
          message: `the image of ${operator} has no version in its tag`,
          remedy: `give it a tag with its version, or ${declare}`,
        }
      }
      return releaseOf(operator, version) !== undefined
        ? {
            message: `neither the resource nor what ${operator} ${printable(version)} is configured with names every image`,
            remedy: `name the image in the resource or in ${imageConfigReaders.some(name => name === operator) ? 'the ImageConfig' : 'an argument of the operator'}`,
          }
        : {
            message: `${operator} ${printable(version)} is not a release whose images are known`,
            remedy: `name every image of the resource, or ${declare} for the release it is built from`,
          }
  }
}
