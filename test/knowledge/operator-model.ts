import { datacentersIn } from '../../src/knowledge/operators/models/known-datacenter.ts'
import { imagesOf } from '../../src/knowledge/operators/models/model.ts'
import type { OperatedResource, RunContext } from '../../src/knowledge/operators/models/run-context.ts'
import type { PulledImage } from '../../src/knowledge/operators/pulled-image.ts'
import { operatorOf, type RunningOperator } from '../../src/knowledge/operators/running-operator.ts'
import type { OperatorName } from '../../src/knowledge/operators/operator.ts'
import { manifestsOf } from '../../src/manifest/manifest.ts'
import { canonicalReference } from '../../src/reference/canonical.ts'
import { Field } from '../../src/yaml/field.ts'
import { read } from '../../src/yaml/reader.ts'
import { streamText } from '../../src/yaml/text.ts'

/** The resources of a stream, as the model wants them. */
export function resourcesOf(stream: string): readonly OperatedResource[] {
  const text = streamText(stream)
  return stream.split(/^---\n/m).flatMap((document, index, all) => {
    const start = all.slice(0, index).reduce((sum, before) => sum + before.length + 4, 0)
    const reading = read(stream, start, start + document.length)
    if ('fault' in reading) throw new Error(reading.fault.message)
    return reading.roots.flatMap(root =>
      manifestsOf(Field.of(text, root)).map(({ group, kind, name, namespace, root: object }) => ({
        group,
        kind,
        name,
        namespace,
        root: object,
      })),
    )
  })
}

/** What the model says of the resources of a stream when these operators run. */
export function modelOf(
  stream: string,
  operators: { readonly [name in OperatorName]?: string | RunningOperator },
): readonly PulledImage[] {
  const resources = resourcesOf(stream)
  const around: RunContext = {
    operatorFor: name => {
      const running = operators[name]
      return typeof running === 'string' ? operatorOf(name, running) : running
    },
    imageConfigsFor: () => resources.filter(({ kind }) => kind === 'ImageConfig').map(({ root }) => root),
    datacenters: resources.flatMap(datacentersIn),
  }
  return resources.flatMap(resource => imagesOf(resource, around))
}

/** `component image` of each, the image in full; `?` where nothing tells it. */
export function namesOf(images: readonly PulledImage[]): readonly string[] {
  return images.map(
    ({ component, reference }) =>
      `${component} ${reference === undefined ? '?' : canonicalReference(reference)}`,
  )
}
