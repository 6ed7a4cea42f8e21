import { isOfficialImage } from '../../knowledge/images/official-images.ts'
import { hasBareNames } from '../../knowledge/images/registries.ts'
import { canonicalHost } from '../../reference/docker-hub.ts'
import { changed } from '../shapes/changed.ts'
import type { Occurrence } from '../shapes/finding.ts'
import { occurrenceOfParts, type JoinedImage } from '../shapes/image-parts.ts'
import { keyFor, partValues } from '../shapes/part-values.ts'
import type { Reference } from '../../reference/reference.ts'

type Parts = { readonly [part in 'registry' | 'repository' | 'name']?: string | undefined }

/**
 * Whether a path is written in two parts, as `{registry: docker.io, repository: k8ssandra, name: medusa}`: each is one word,
 * and no image of that registry has the first alone for its name.
 */
export function isPathInTwo(
  { registry = '', repository = '', name = '' }: Parts,
  isOfImage: boolean,
): boolean {
  if (!isOfImage || registry === '' || hasBareNames(canonicalHost(registry)) || name === repository)
    return false
  return [repository, name].every(word => /^[a-z0-9][a-z0-9._-]*$/.test(word)) && !isOfficialImage(repository)
}

/** Such an image. Its repository stays one word, so that it is read in the same way again: what is more is in the registry. */
export function occurrenceInTwo(image: JoinedImage, reference: Reference): Occurrence {
  const found = occurrenceOfParts(image, reference)
  const { siblings, row, was } = image
  const [registryKey, repositoryKey] = [keyFor('registry', row), keyFor('repository', row)]
  return changed(found, {
    write: target => {
      const values = partValues(image, target)
      const repository = values?.[repositoryKey] ?? ''
      const slash = repository.lastIndexOf('/')
      if (slash < 0) return found.write(target)
      const registry = `${values?.[registryKey] ?? was.registry ?? ''}/${repository.slice(0, slash)}`
      return siblings.assign({
        ...values,
        [registryKey]: registry,
        [repositoryKey]: repository.slice(slash + 1),
      })
    },
  })
}
