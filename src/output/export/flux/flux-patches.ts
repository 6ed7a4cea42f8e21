import { printable } from '../../../reference/quote.ts'
import { containerImages, restOf } from '../container-images.ts'
import { inexpressible, type ExportInput, type ExportOutput } from '../export-target.ts'
import { printYaml, yamlText } from '../print-yaml.ts'
import { escapePattern } from '../escape-pattern.ts'
import type { PatchOperation } from './json-patch.ts'
import { pairObjects, type ObjectPair } from './object-pair.ts'

/**
 * `spec.postRenderers` of a HelmRelease that does to the release what the filter does: `images` where that says all, and a
 * patch for each other object that changes. Source: https://fluxcd.io/flux/components/helm/helmreleases/#post-renderers
 */
export function writeFluxPatches({ streams }: ExportInput): ExportOutput {
  const { pairs, problems } = pairObjects(streams)
  const images = containerImages(pairs)
  const rest = restOf(images)
  const changed = pairs.flatMap(pair => {
    const operations = rest(pair)
    return operations.length === 0 ? [] : [{ pair, operations }]
  })
  const nameless = changed.filter(({ pair }) => pair.name === '')
  const kustomize = {
    ...(images.length === 0 ? {} : { images }),
    ...(changed.length === 0 ? {} : { patches: changed.map(patchOf) }),
  }
  const comment = [
    'Relocates this release as Flux renders it: put this under "spec" of the HelmRelease.',
    'Made by "k8ssandra-relocate export" from the rendered release: export again when the chart or its values change.',
  ]
  return {
    text: printYaml(comment, [{ postRenderers: [{ kustomize }] }]),
    problems: [
      ...problems,
      ...nameless.map(({ pair: { kind } }) =>
        inexpressible(
          `kustomize cannot patch an object without a name: a ${printable(kind)} with generateName`,
          'give it a name in the chart, or relocate where the release is rendered',
        ),
      ),
    ],
  }
}

function patchOf({
  pair,
  operations,
}: {
  readonly pair: ObjectPair
  readonly operations: readonly PatchOperation[]
}): object {
  const { group, version, kind, name, namespace } = pair
  return {
    target: {
      ...(group === '' ? {} : { group }),
      version,
      kind,
      name: escapePattern(name),
      ...(namespace === undefined ? {} : { namespace: escapePattern(namespace) }),
    },
    patch: yamlText(operations.map(inOrder)),
  }
}

/** kustomize trims the patch, and with it the last line end of a text at its end. */
function inOrder(operation: PatchOperation): object {
  if (operation.op === 'remove' || typeof operation.value !== 'string' || !operation.value.includes('\n'))
    return operation
  const { op, value, path } = operation
  return { op, value, path }
}
