import { containerImages, restOf, type KustomizeImage } from './container-images.ts'
import {
  inexpressible,
  limited,
  pullsUnmapped,
  type ExportInput,
  type ExportOutput,
} from './export-target.ts'
import { pairObjects } from './flux/object-pair.ts'
import { printYaml } from './print-yaml.ts'
import { dockerHub } from '../../reference/docker-hub.ts'
import { formatName } from '../../reference/reference.ts'
import type { ImageRule } from '../../rules/entries.ts'
import { counted } from '../../summary.ts'

/**
 * `images` of a kustomization. kustomize names images one by one and as they are written, so that rules for whole
 * registries need manifests that say which images there are; exact images need none.
 */
export function writeKustomization(input: ExportInput): ExportOutput {
  const comment = [
    'Images for kustomize: put them into your kustomization.',
    'Made by "k8ssandra-relocate export": export again when the configuration or the images change.',
  ]
  const { images, problems } = input.streams.length === 0 ? ofRules(input) : ofStreams(input)
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', images }
  return { text: printYaml(comment, [kustomization]), problems }
}

type Images = { readonly images: readonly KustomizeImage[]; readonly problems: ExportOutput['problems'] }

function ofStreams({ streams }: ExportInput): Images {
  const { pairs, problems } = pairObjects(streams)
  const images = containerImages(pairs)
  const rest = restOf(images)
  const left = pairs.filter(pair => rest(pair).length > 0).length
  const missed = `${counted(left, 'object')} of these manifests ${left === 1 ? 'needs' : 'need'} more than "images": custom resources, arguments, texts or pull secrets`
  return {
    images,
    problems:
      left === 0
        ? problems
        : [
            ...problems,
            inexpressible(missed, 'use --to flux-patches, which patches these too, or the filter'),
          ],
  }
}

function ofRules({ entries, config }: ExportInput): Images {
  const rules = [
    ...entries.mirrors.map(({ rule }) => rule),
    ...(entries.registry === undefined ? [] : [entries.registry.rule]),
  ]
  const versioned = entries.images.filter(
    ({ source }) => source.tag !== undefined || source.digest !== undefined,
  )
  return {
    images: entries.images.filter(image => !versioned.includes(image)).flatMap(spellingsOf),
    problems: [
      ...rules.map(({ text }) =>
        inexpressible(
          `kustomize has no rule for all images of a registry: ${text}`,
          'name the rendered manifests, and their images are listed',
        ),
      ),
      ...versioned.map(({ rule }) =>
        inexpressible(
          `kustomize cannot take one tag of an image alone: ${rule.text}`,
          'name the rendered manifests',
        ),
      ),
      ...(config.imagePullSecrets.length === 0
        ? []
        : [
            limited(
              '"images" of kustomize adds no pull secrets',
              'add them to the service accounts, or use the filter',
            ),
          ]),
      ...pullsUnmapped('kustomize leaves', { config }),
    ],
  }
}

/** Every way to write the name of an image, since kustomize compares texts. */
function spellingsOf({ source, target }: ImageRule): readonly KustomizeImage[] {
  const { name } = source
  const inside = name.startsWith(`${dockerHub}/`) ? name.slice(dockerHub.length + 1) : undefined
  const short = inside?.startsWith('library/') === true ? inside.slice('library/'.length) : undefined
  const names = [
    name,
    ...(inside === undefined ? [] : [inside]),
    ...(short === undefined ? [] : [`${dockerHub}/${short}`, short]),
  ]
  const rest = {
    newName: formatName(target),
    ...(target.tag === undefined ? {} : { newTag: target.tag }),
    ...(target.digest === undefined ? {} : { digest: target.digest }),
  }
  return names.map(one => ({ name: one, ...rest }))
}
