import { findIn, type Findings, type ImageCriteria } from '../find/find.ts'
import { operatorNames } from '../knowledge/operators/operator.ts'
import { operatedKinds } from '../knowledge/operators/models/model.ts'
import { peekKinds } from '../manifest/kind.ts'
import { isHidden } from '../manifest/relevance.ts'
import { configuringPart, factsOf, type StreamFacts } from './facts.ts'
import { imageConfigsOf, isImageConfig, type FoundImageConfig } from './operators/operated-resource.ts'
import type { KnownOperator } from './operators/running.ts'
import type { Field } from '../yaml/field.ts'

/** The facts of a stream as plain data, which holds on to none of its text and can go to another process. */
export type CollectedFacts = Pick<StreamFacts, 'accounts' | 'datacenters' | 'ownImages' | 'spare'> & {
  readonly operators: readonly PlainOperator[]
  /** The ImageConfigs, and the documents they are in. */
  readonly imageConfigs: readonly PlainImageConfig[]
  readonly text: string
}

type PlainImageConfig = Omit<FoundImageConfig, 'root'>

type PlainOperator = Omit<KnownOperator, 'arguments' | 'variables'> & {
  readonly arguments: readonly (readonly [string, string])[]
  readonly variables: readonly (readonly [string, string])[]
}

/** A document with facts for the others has at least one of these words. */
const kinds = new RegExp(['ServiceAccount', 'ImageConfig', ...operatedKinds].join('|'))
const operatorNamed = new RegExp(operatorNames.join('|'))

/** Documents that name accounts and have none. */
const bindings: ReadonlySet<string> = new Set(['RoleBinding', 'ClusterRoleBinding'])

function mayHaveFacts(content: string): boolean {
  if (isHidden(content)) return true
  if (operatorNamed.test(content) && content.includes('ontainers')) return true
  if (!kinds.test(content)) return false
  const own = peekKinds(content)
  return own.length === 0 || !own.every(kind => bindings.has(kind))
}

/** What a stream shares with the others. Only documents that may have such facts are read. */
export function collectFacts(stream: string, criteria: ImageCriteria): CollectedFacts {
  const found = findIn({ text: stream }, criteria, {
    isWanted: ({ start, end }) => mayHaveFacts(stream.slice(start, end)),
  })
  const { accounts, datacenters, ownImages, spare, operators, imageConfigs } = factsOf(found)
  const collected: CollectedFacts = {
    accounts,
    datacenters,
    ownImages,
    spare,
    operators: operators.map(
      ({ operator, version, namespace, configMaps, isStopped, arguments: flags, variables }) => ({
        operator,
        version,
        namespace,
        configMaps,
        isStopped,
        arguments: [...flags],
        variables: [...variables],
      }),
    ),
    imageConfigs: imageConfigs.map(({ root: _root, ...config }) => config),
    text: configuringPart(found.text.source, offsetsOf(found)),
  }
  return JSON.parse(JSON.stringify(collected)) as CollectedFacts
}

/** The collected facts. An ImageConfig is read on first use. */
export function factsFrom(
  { text, imageConfigs, operators, ...plain }: CollectedFacts,
  criteria: ImageCriteria,
): StreamFacts {
  let known: StreamFacts['imageConfigs'] | undefined
  const rootOf = (index: number): Field => {
    known ??= imageConfigsOf(findIn({ text }, criteria))
    const found = known[index]
    if (found === undefined) throw new TypeError('a collected ImageConfig is not in its text')
    return found.root
  }
  return {
    ...plain,
    operators: operators.map(({ version, namespace, ...operator }) => ({
      ...operator,
      version,
      namespace,
      arguments: new Map(operator.arguments),
      variables: new Map(operator.variables),
    })),
    imageConfigs: imageConfigs.map(({ namespace, ...config }, index) => ({
      ...config,
      namespace,
      get root() {
        return rootOf(index)
      },
    })),
  }
}

/** Where ImageConfigs are. */
function offsetsOf(found: Findings): readonly number[] {
  return found.objects
    .map(({ manifest }) => manifest)
    .filter(isImageConfig)
    .map(({ root }) => root.start)
}
