import { parsePattern } from '../rules/syntax/pattern.ts'
import { parsePrefix } from '../rules/syntax/prefix.ts'
import { parseMirrorSource } from '../rules/syntax/source.ts'
import { parseImage } from '../rules/syntax/exact-image.ts'

import { named } from './checked-text.ts'

/** A registry or a part of one, as target. */
export const targetPrefix = named(
  'a target',
  parsePrefix,
  'write HOST[:PORT][/PREFIX], without tag and digest',
)

/** What a mirror takes over. */
export const mirrorSource = named(
  'the source of a mirror',
  parseMirrorSource,
  'write HOST[:PORT][/PREFIX], as in quay.io or docker.io/k8ssandra',
)

export const imageText = named(
  'an image',
  parseImage,
  'write a whole reference, as in quay.io/name/image:1.0',
)

export const imagePattern = named(
  'a pattern of images',
  parsePattern,
  'write a name or a pattern, as in quay.io/**',
)
