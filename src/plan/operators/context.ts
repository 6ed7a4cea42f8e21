import type { KnownDatacenter } from '../../knowledge/operators/models/known-datacenter.ts'
import type { OwnImage } from '../../knowledge/operators/models/own-images.ts'
import type { OperatedResource, RunContext } from '../../knowledge/operators/models/run-context.ts'
import { operatorNames, type OperatorName } from '../../knowledge/operators/operator.ts'
import { operatorOf, type RunningOperator } from '../../knowledge/operators/running-operator.ts'
import type { StreamFacts } from '../facts.ts'
import type { VersionFor } from '../secrets/account-row.ts'
import { areEqual, imageConfigsOf, operatorsCalled } from './by-namespace.ts'
import type { FoundImageConfig } from './operated-resource.ts'
import { readConfigs, type ReadConfigs } from './read-configs.ts'
import type { KnownOperator } from './running.ts'

/** Versions of operators that run where no stream shows it. */
type DeclaredOperators = { readonly [operator in OperatorName]?: string }

/** Facts that any stream of a run may hold and that count for all of them: charts may be rendered into many files. */
export type Context = {
  readonly operators: readonly KnownOperator[]
  readonly declared: DeclaredOperators
  /** Several streams start one operator, and it is unknown which of them manages a resource. */
  readonly equivocal: ReadonlySet<OperatorName>
  readonly imageConfigs: readonly FoundImageConfig[]
  readonly datacenters: readonly KnownDatacenter[]
  readonly ownImages: readonly OwnImage[]
}

/** The context of a run, from what its streams tell. */
export function contextOf(facts: readonly StreamFacts[], declared: DeclaredOperators = {}): Context {
  const imageConfigs = facts.flatMap(stream => stream.imageConfigs)
  const perStream = started(facts.map(({ operators }) => operators))
  return {
    operators: perStream.flat(),
    declared,
    equivocal: equivocalOf(perStream, imageConfigs.length > 0),
    imageConfigs,
    datacenters: facts.flatMap(({ datacenters }) => datacenters),
    ownImages: facts.flatMap(({ ownImages }) => ownImages),
  }
}

/** Operators that run: one without any pod counts only where no other of its kind is started. */
function started(perStream: readonly (readonly KnownOperator[])[]): readonly (readonly KnownOperator[])[] {
  const all = perStream.flat()
  if (all.every(({ isStopped }) => !isStopped)) return perStream
  const running = new Set(all.flatMap(({ operator, isStopped }) => (isStopped ? [] : operator)))
  return perStream.map(operators =>
    operators.filter(({ operator, isStopped }) => !isStopped || !running.has(operator)),
  )
}

/**
 * What counts for one stream of a run. One that starts an operator is an environment of its own. One with an ImageConfig
 * reads it where it is, so that it can be changed there.
 */
export function contextFor(
  own: StreamFacts,
  index: number,
  all: readonly StreamFacts[],
  run: Context,
): Context {
  if (own.operators.length > 0) return contextOf([own], run.declared)
  return own.imageConfigs.length === 0 || own === all[index]
    ? run
    : contextOf(all.with(index, own), run.declared)
}

/**
 * The ImageConfigs an operator reads, of all, or where namespaces have one each, of that of the operator's own namespace.
 * None where several streams start the operator and the ImageConfig of one may not be that of another.
 */
export function imageConfigsFor(
  context: Context,
  operator: OperatorName,
  namespace: string | undefined,
): ReadConfigs {
  const { imageConfigs, equivocal, operators } = context
  if (equivocal.has(operator) && operatorFor(context, operator, namespace).by === 'several')
    return readConfigs([], [])
  const { all, byNamespace } = imageConfigsOf(imageConfigs)
  const watching = operatorsCalled(operator, operators).watching(namespace)
  const readers = watching.near.length > 0 ? watching.near : watching.all
  if (byNamespace.size < 2) return readConfigs(all, readers)
  const only = watching.all.length === 1 ? watching.all[0] : undefined
  const own = (watching.near[0] ?? only)?.namespace ?? namespace
  return readConfigs(byNamespace.get(own) ?? [], readers)
}

/** A context as the model asks for it. */
export function runContextOf(context: Context): RunContext {
  return {
    operatorFor: (operator, namespace, resource) =>
      operatorFor(context, operator, namespace, resource).running,
    imageConfigsFor: (operator, namespace) => imageConfigsFor(context, operator, namespace).roots,
    datacenters: context.datacenters,
  }
}

/** The versions of the operators of a context. */
export function versionsIn(context: Context): VersionFor {
  return (operator, manifest) => operatorFor(context, operator, manifest.namespace, manifest).running?.version
}

/** The operator for resources of a namespace, or one of them, and how that is known. */
export type Assigned =
  | {
      readonly by: 'run' | 'scope' | 'namespace' | 'elsewhere' | 'unselected' | 'declaration'
      readonly running: RunningOperator
    }
  | { readonly by: 'nothing' | 'several'; readonly running: undefined }

/**
 * The one operator of the run. Of several with different versions or settings, the one that looks after the resource's
 * namespace, or else the one that is in it; where that does not decide, none. One that looks after other namespaces only, or
 * selects other resources, is assumed for all. A declared version applies if the run has none.
 */
export function operatorFor(
  { operators, declared, equivocal }: Context,
  operator: OperatorName,
  namespace: string | undefined,
  resource?: Pick<OperatedResource, 'kind' | 'root'>,
): Assigned {
  const running = operatorsCalled(operator, operators)
  const selecting = resource === undefined ? running : running.selecting(resource)
  // As in a tag, with a `v`, or without.
  const version = declared[operator]?.replace(/^v(?=\d)/, '')
  const { all, isOne, near, isElsewhere } = (selecting ?? running).watching(namespace, resource?.kind)
  const [first] = all
  if (first === undefined) {
    if (version === undefined) return { by: 'nothing', running: undefined }
    return { by: 'declaration', running: operatorOf(operator, version) }
  }
  const one = (found: KnownOperator): RunningOperator =>
    found.version === undefined && version !== undefined ? { ...found, version } : found
  const [nearest = first] = near
  const isEquivocal = equivocal.has(operator)
  if (running.isOne && !isEquivocal)
    return {
      by: selecting === undefined ? 'unselected' : isElsewhere ? 'elsewhere' : 'run',
      running: one(nearest),
    }
  if (all.length < running.all.length && (isEquivocal ? all.length === 1 : isOne))
    return { by: 'scope', running: one(nearest) }
  const isNear = near.length === 1 || (near.length > 1 && !isEquivocal && areEqual(near))
  return isNear ? { by: 'namespace', running: one(nearest) } : { by: 'several', running: undefined }
}

/** Operators that several streams start, where their ImageConfigs cannot be told apart. */
function equivocalOf(
  streams: readonly (readonly KnownOperator[])[],
  hasImageConfig: boolean,
): ReadonlySet<OperatorName> {
  return new Set(
    operatorNames.filter(
      name =>
        hasImageConfig &&
        streams.filter(running => running.some(({ operator }) => operator === name)).length > 1,
    ),
  )
}
