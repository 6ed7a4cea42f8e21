import { isFault, type Fault, type RefusalReason } from '../reference/refusal.ts'
import { parsePattern } from '../rules/pattern.ts'
import { parsePrefix } from '../rules/prefix.ts'
import { parseImage, parseMirrorSource } from '../rules/source.ts'

import { parseVersion } from '../knowledge/version.ts'
import { faultOfFieldPath, fieldPathRemedy } from './field-path.ts'
import { faultOfSecretName, secretNameRemedy } from './secret-name.ts'
import { isPlatform, platformForm } from './platform.ts'
import { checked, text } from './value-type.ts'
import type { ValueFault, ValueType } from './value-type.ts'

/** Faults of references and their parts in words that quote nothing. */
export const faultWords: Readonly<Record<RefusalReason, string>> = {
  empty: 'it is empty',
  'too-long': 'it is too long',
  url: 'it begins with the scheme of a URL, or carries a user name',
  'surrounding-white-space': 'it has white space at an end',
  'inner-white-space': 'it has white space inside',
  identifier: 'it is the bare ID of an image',
  'name-too-long': 'its name is too long',
  'bad-host': 'its first part is no registry host, or leaves open what is meant',
  'bad-port': 'its port is none',
  'empty-component': 'a part between slashes is empty',
  'upper-case': 'a repository has capitals',
  'bad-component': 'it has a character that no name has',
  'empty-tag': 'its tag is empty',
  'tag-too-long': 'its tag is too long',
  'bad-tag': 'its tag is wrong, or has no place here',
  'empty-digest': 'its digest is empty',
  'bad-digest': 'its digest is wrong, or has no place here',
  'digest-length': 'its digest has another length than its algorithm gives',
}

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

/** The name of a Secret: an RFC 1123 subdomain, as `secret-name.ts` has it. */
export const secretName = checked(
  text,
  name => {
    const what = faultOfSecretName(name)
    return what === undefined
      ? undefined
      : { what: `not the name of a Secret: it ${what}`, remedy: secretNameRemedy }
  },
  { maxLength: 253, pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*$' },
)

/** A platform, as images are made for. */
export const platform = checked(
  text,
  value =>
    isPlatform(value) ? undefined : { what: 'not a platform', remedy: 'write OS/ARCH, as in linux/arm64' },
  { pattern: platformForm },
)

/** The version of an operator, with or without its `v`. */
export const operatorVersion = checked(
  text,
  version =>
    parseVersion(version) === undefined
      ? {
          what: 'not a version: it has no numbers with points between them',
          remedy: 'write it as in 1.27.1, in quotes',
        }
      : undefined,
  { pattern: '^v?[0-9]+[.][0-9]+' },
)

/** The path of a field spec. */
export const fieldPath = checked(
  text,
  path => {
    const what = faultOfFieldPath(path)
    return what === undefined
      ? undefined
      : { what: `not the path of a field: it ${what}`, remedy: fieldPathRemedy }
  },
  { pattern: '^[^/\\[\\]]+(\\[\\])*(/[^/\\[\\]]+(\\[\\])*)*$' },
)

function named(what: string, parse: (text: string) => object | Fault, remedy: string): ValueType<string> {
  const faultOf = (value: string): ValueFault | undefined => {
    const parsed = parse(value)
    return isFault(parsed) ? { what: `not ${what}: ${faultWords[parsed.reason]}`, remedy } : undefined
  }
  return checked(text, faultOf)
}
