import { jsonObjectIn } from '../json-object.ts'
import { isNoImage, type NoImage, type TagList } from './answer.ts'
import type { Registry } from './registry.ts'
import { nonsense, wordsOf } from './words.ts'

const remedy = 'copy the versions that the operator will ask for'

/** The maximum number of pages of tags: enough even if a registry goes on without end. */
const mostPages = 50

/** The tags of a repository, page by page; one without any is as good as missing. */
export async function askForTags(registry: Registry, repository: string): Promise<TagList | NoImage> {
  const tags = new Set<string>()
  const seen = new Set<string>()
  let query: string | undefined = ''
  while (query !== undefined && !seen.has(query) && seen.size < mostPages) {
    seen.add(query)
    const page = await askForPage(registry, repository, query)
    if (isNoImage(page)) return tags.size === 0 ? page : { kind: 'tags', tags: [...tags].sort() }
    for (const tag of page.tags) tags.add(tag)
    query = page.next
  }
  if (tags.size > 0) return { kind: 'tags', tags: [...tags].sort() }
  return {
    kind: 'missing',
    message: `${registry.host} has the repository ${repository}, without any tag`,
    remedy,
  }
}

type Page = TagList & { readonly next: string | undefined }

async function askForPage(registry: Registry, repository: string, query: string): Promise<Page | NoImage> {
  const reply = await registry.ask(repository, `tags/list${query}`)
  if (isNoImage(reply)) return reply
  const { status, body } = reply
  if (status === 404) {
    const message = `${registry.host} has no repository ${repository}: ${wordsOf(reply)}`
    return { kind: 'missing', message, remedy }
  }
  const value = status === 200 ? jsonObjectIn(body.toString('utf8')) : undefined
  if (value === undefined || !('tags' in value))
    return nonsense(registry.host, `the list of tags of ${repository}`, reply)
  const list: unknown = value['tags']
  const tags = Array.isArray(list) ? list.filter((tag): tag is string => typeof tag === 'string') : []
  return { kind: 'tags', tags, next: nextOf(reply.headers['link']) }
}

/**
 * The query of the next page; undefined on the last one. Of the address nothing else is taken: the list is asked for where it began.
 * Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-tags
 */
function nextOf(link: string | undefined): string | undefined {
  const [, address = ''] = /<([^<>]{1,2000})>\s*;\s*rel="?next"?/i.exec(link ?? '') ?? []
  const query = /\?[^#]*/.exec(address)?.[0]
  return query === undefined || /\s/.test(query) ? undefined : query
}
