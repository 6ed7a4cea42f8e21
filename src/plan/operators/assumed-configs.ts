import { chooseImageConfig, configLabel } from '../../knowledge/operators/image-config/image-config.ts'
import { imageConfigReaders, type ImageConfigReader } from '../../knowledge/operators/operator.ts'
import { releaseOf } from '../../knowledge/operators/releases/release.ts'
import type { Place, Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { imageConfigsFor, operatorFor, type Context } from './context.ts'
import type { Operated } from './operated.ts'
import type { FoundImageConfig } from './operated-resource.ts'

/** One warning for each ImageConfig from which an operator is only assumed to take images, at the first of the resources. */
export function assumedConfigs(operated: readonly Operated[], context: Context): readonly Problem[] {
  const problems = new Map<FoundImageConfig, Problem>()
  for (const { manifest, place, images } of operated) {
    for (const reader of imageConfigReaders) {
      const { roots, assumed } = imageConfigsFor(context, reader, manifest.namespace)
      if (assumed.size === 0) continue
      if (!images.some(({ operator, origin }) => operator === reader && origin.kind === 'image-config'))
        continue
      const version = releaseOf(reader, operatorFor(context, reader, manifest.namespace).running?.version)
      const api = chooseImageConfig(reader, version, roots)?.api
      const config = api === undefined ? undefined : assumed.get(api)
      if (config !== undefined && !problems.has(config))
        problems.set(config, assumedProblem(reader, config, place))
    }
  }
  return [...problems.values()]
}

function assumedProblem(reader: ImageConfigReader, { api, name }: FoundImageConfig, place: Place): Problem {
  const which = name === '' ? 'the first' : `that of ConfigMap/${printable(name)}`
  const { name: label, value } = configLabel
  const way =
    api === 'v1beta1'
      ? 'relocate them together with the operator, which mounts one of them'
      : `give only one of them the label ${label}: ${value}`
  return {
    code: 'IMAGE_CONFIG_UNCERTAIN',
    message: `several ImageConfigs may be the one that ${reader} reads for this resource; ${which} is assumed`,
    remedy: `${way}, or relocate each environment separately`,
    place,
  }
}
