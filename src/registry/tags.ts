import { isNoImage, type NoImage, type TagList } from './answer.ts'
import type { Registry } from './registry.ts'
import { nonsense, objectIn, wordsOf } from './words.ts'

const remedy = 'copy the versions that the operator will ask for'

/** The tags of a repository; one without any is as good as missing. */
export async function askForTags(registry: Registry, repository: string): Promise<TagList | NoImage> {
  const reply = await registry.ask(repository, 'tags/list')
  if (isNoImage(reply)) return reply
  const { status, body } = reply
  if (status === 404) {
    const message = `${registry.host} has no repository ${repository}: ${wordsOf(reply)}`
    return { kind: 'missing', message, remedy }
  }
  const value = status === 200 ? objectIn(body) : undefined
  if (value === undefined || !('tags' in value))
    return nonsense(registry.host, `the list of tags of ${repository}`, reply)
  const list: unknown = value['tags']
  const tags = Array.isArray(list) ? list.filter((tag): tag is string => typeof tag === 'string').sort() : []
  if (tags.length > 0) return { kind: 'tags', tags }
  return {
    kind: 'missing',
    message: `${registry.host} has the repository ${repository}, without any tag`,
    remedy,
  }
}
