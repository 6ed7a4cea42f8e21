import { registryPattern } from '../../../reference/host.ts'
import { componentPattern } from '../../../reference/path.ts'
import { digestPattern, registeredLengths } from '../../../reference/digest.ts'
import { longestName } from '../../../reference/name-length.ts'
import { longestReference } from '../../../reference/parse.ts'
import { tagPattern } from '../../../reference/tag.ts'

/** The grammar of `parseReference` as regular expressions of RE2, for policies in any language. */
const namePattern = `(?:${registryPattern}/)?${componentPattern}(?:/${componentPattern})*`

/** The whole grammar, but for lengths and identifiers. */
const referencePattern = `^${namePattern}(?::${tagPattern})?(?:@${digestPattern})?$`

/** Tag and digest as written, with their signs; a tag has no slash, so that no port is taken for one. */
export const versionPattern = '(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?(?:@.*)?$'

const identifierPattern = '^(?:sha256:)?[0-9a-f]{64}$'

/** Without a colon, a port or a capital, brackets are read as a path, which they are not. */
const noHostPattern = '^\\[[0-9a-f]+\\]/'

/** The algorithms whose lengths are known, and their digests. */
const registeredNames = [...registeredLengths.keys()].join('|')
const registeredPatterns = [...registeredLengths]
  .map(([name, length]) => `${name}:[0-9a-f]{${length}}`)
  .join('|')

/** How a language of policies says what is asked about a text: whether it matches, how long it is and its name is. */
type PolicyLanguage = {
  readonly matches: (pattern: string) => string
  readonly number: (value: number) => string
  readonly length: string
  readonly nameLength: string
}

/** What makes a text an image reference, one condition a line; what fills a placeholder in comes later. */
export function referenceConditions({ matches, number, length, nameLength }: PolicyLanguage): string {
  return [
    `${length} <= ${number(longestReference)}`,
    matches(referencePattern),
    `!${matches(identifierPattern)}`,
    `!${matches(noHostPattern)}`,
    `(!${matches(`@(?:${registeredNames}):`)} || ${matches(`@(?:${registeredPatterns})$`)})`,
    `${nameLength} <= ${number(longestName)}`,
  ].join(' &&\n')
}
