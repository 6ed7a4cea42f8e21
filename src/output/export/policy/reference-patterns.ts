import { registryPattern } from '../../../reference/host.ts'
import { componentPattern } from '../../../reference/path.ts'
import { digestPattern, registeredLengths } from '../../../reference/digest.ts'
import { tagPattern } from '../../../reference/tag.ts'

/** The grammar of `parseReference` as regular expressions of RE2, for policies in any language. */
const namePattern = `(?:${registryPattern}/)?${componentPattern}(?:/${componentPattern})*`

/** The whole grammar, but for lengths and identifiers. */
export const referencePattern = `^${namePattern}(?::${tagPattern})?(?:@${digestPattern})?$`

/** Tag and digest as written, with their signs; a tag has no slash, so that no port is taken for one. */
export const versionPattern = '(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?(?:@.*)?$'

export const identifierPattern = '^(?:sha256:)?[0-9a-f]{64}$'

/** Without a colon, a port or a capital, brackets are read as a path, which they are not. */
export const noHostPattern = '^\\[[0-9a-f]+\\]/'

/** The algorithms whose lengths are known, and their digests. */
export const registeredNames = Array.from(registeredLengths.keys()).join('|')
export const registeredPatterns = Array.from(
  registeredLengths,
  ([name, length]) => `${name}:[0-9a-f]{${length}}`,
).join('|')
