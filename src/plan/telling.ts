import { findImages, type FindOptions, type Findings } from '../find/find.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { operatorNames } from '../knowledge/operators/operator.ts'
import { operatedKinds } from '../knowledge/operators/models/model.ts'
import { isHidden } from '../manifest/relevance.ts'
import { splitStream } from '../manifest/stream.ts'
import { factsOf, type StreamFacts } from './facts.ts'
import { isImageConfig } from './operators/operated-resource.ts'
import { operatorsOf } from './operators/running.ts'

/** The facts of a stream as plain data, which holds on to none of its text and can go to another process. */
export type Telling = Pick<StreamFacts, 'accounts' | 'datacenters' | 'spare'> & {
  /** The documents with operators and with what they are configured by. */
  readonly text: string
}

/** What decides which texts are images. */
type Engine = { readonly fieldSpecs: readonly FieldSpec[] } & Pick<FindOptions, 'isNamed' | 'isTarget'>

/** Words of which a document has at least one when it tells the others something. */
const words = new RegExp(['ServiceAccount', 'ImageConfig', ...operatedKinds, ...operatorNames].join('|'))

/** What a stream tells the others. Only the documents that may tell something are looked into. */
export function tell(stream: string, engine: Engine): Telling {
  const found = findImages(stream, engine.fieldSpecs, {
    isNamed: engine.isNamed,
    isTarget: engine.isTarget,
    isWanted: ({ start, end }) => {
      const content = stream.slice(start, end)
      return words.test(content) || isHidden(content)
    },
  })
  const { accounts, datacenters, spare } = factsOf(found)
  const telling: Telling = { accounts, datacenters, spare, text: configuringPart(found) }
  return JSON.parse(JSON.stringify(telling)) as Telling
}

/** The facts that were told. */
export function factsTold({ text, ...told }: Telling, engine: Engine): StreamFacts {
  if (text === '') return { ...told, operators: [], imageConfigs: [] }
  const { operators, imageConfigs } = factsOf(findImages(text, engine.fieldSpecs, engine))
  return { ...told, operators, imageConfigs }
}

/** The documents in which operators or ImageConfigs are. */
function configuringPart(found: Findings): string {
  const { source } = found.text
  const offsets = [
    ...operatorsOf(found).map(({ manifest }) => manifest),
    ...found.objects.map(({ manifest }) => manifest).filter(isImageConfig),
  ].map(({ text, root }) => text.toStream(root.start))
  if (offsets.length === 0) return ''
  return splitStream(source)
    .filter(({ start, end }) => offsets.some(offset => start <= offset && offset < end))
    .map(({ start, end }) => `${source.slice(start, end).trimEnd()}\n`)
    .join('---\n')
}
