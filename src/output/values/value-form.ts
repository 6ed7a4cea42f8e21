import type { ValueForm } from '../../knowledge/charts/component.ts'
import { formatName, type Reference } from '../../reference/reference.ts'

/** An image as the keys of a chart's values; undefined when the chart has no way to say it. */
type ImageValues = Readonly<Record<string, string>>

/**
 * The keys below a component's path that make the chart render a target. Charts join repository and tag by ":", so a
 * digest goes after the tag where it has no key of its own; without a tag there is no place for it.
 */
export function imageValues(form: ValueForm, target: Reference, hadDigest: boolean): ImageValues | undefined {
  const { registry, repository } = partsOf(target)
  const { digest } = target
  if (form === 'name-suffix') return namedValues(target)
  if (target.tag === undefined && digest !== undefined) return undefined
  const tag = target.tag ?? 'latest'
  const joined = digest === undefined ? tag : `${tag}@${digest}`
  const sha = digest?.replace(/^sha256:/, '') ?? (hadDigest ? '' : undefined)
  const isOtherDigest = digest !== undefined && !digest.startsWith('sha256:')
  switch (form) {
    case 'registry-repository-tag':
      return { registry, repository, tag: joined }
    case 'registry-repository-tag-sha':
      return isOtherDigest ? undefined : { registry, repository, tag, ...(sha === undefined ? {} : { sha }) }
    case 'repository-tag-sha':
      if (isOtherDigest) return undefined
      return { repository: formatName(target), tag, ...(sha === undefined ? {} : { sha }) }
    case 'repository-tag':
      return { repository: formatName(target), tag: joined }
    case 'image-tag':
      return { image: formatName(target), tag: joined }
    case 'name-tag':
      return { ...namedValues(target), tag, ...(digest === undefined ? {} : { digest }) }
  }
}

/** A registry without dot and port is the first part of the name all the same: the chart puts one in front otherwise. */
function partsOf(target: Reference): { readonly registry: string; readonly repository: string } {
  if (target.registry !== undefined) return { registry: target.registry, repository: target.repository }
  const slash = target.repository.indexOf('/')
  return slash < 0
    ? { registry: 'docker.io', repository: target.repository }
    : { registry: target.repository.slice(0, slash), repository: target.repository.slice(slash + 1) }
}

function namedValues(target: Reference): ImageValues {
  const { registry, repository } = partsOf(target)
  const slash = repository.lastIndexOf('/')
  return slash < 0
    ? { registry, repository: '', name: repository }
    : { registry, repository: repository.slice(0, slash), name: repository.slice(slash + 1) }
}
