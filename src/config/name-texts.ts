import { parseVersion } from '../knowledge/version.ts'
import { hostFault, registryPattern } from '../reference/host.ts'
import { faultOfFieldPath, fieldPathRemedy } from './field-path.ts'
import { isPlatform, platformForm } from './platform.ts'
import { registryHostRemedy } from './registry-host.ts'
import { faultOfSecretName, secretNameRemedy } from './secret-name.ts'
import { checked, text } from './value-type.ts'

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

/** A platform of an image. */
export const platform = checked(
  text,
  value =>
    isPlatform(value) ? undefined : { what: 'not a platform', remedy: 'write OS/ARCH, as in linux/arm64' },
  { pattern: platformForm },
)

/** The host of a registry, with its port. */
export const registryHost = checked(
  text,
  value =>
    hostFault(value) === undefined ? undefined : { what: 'not HOST[:PORT]', remedy: registryHostRemedy },
  { pattern: `^${registryPattern}$` },
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
