import { faultOfSecretName, secretNameRemedy } from '../../config/secret-name.ts'
import { isPlatform } from '../../config/platform.ts'
import { registryHostRemedy } from '../../config/registry-host.ts'
import { suggestion } from '../../config/spelling.ts'
import { operatorNames } from '../../knowledge/operators/operator.ts'
import { parseVersion } from '../../knowledge/version.ts'
import { problemTable } from '../../problem.ts'
import { hostFault } from '../../reference/host.ts'
import { quote } from '../../reference/quote.ts'
import { acceptableCodes } from '../../rules/accept.ts'
import type { FlagFault } from './flag.ts'

/** The value of `--accept`: the pattern is an object if it begins like one, else an image. */
export function acceptanceOf(value: string): { code: string; image?: string; object?: string } {
  const equals = value.indexOf('=')
  if (equals === -1) return { code: value }
  const [code, pattern] = [value.slice(0, equals), value.slice(equals + 1)]
  return /^(?:[A-Z]|\*+\/)/.test(pattern) ? { code, object: pattern } : { code, image: pattern }
}

export function faultOfAcceptance(value: string): FlagFault | undefined {
  const { code, image, object } = acceptanceOf(value)
  if (image === '' || object === '')
    return { message: 'nothing after "="', remedy: 'write CODE=PATTERN, or CODE alone' }
  const known = acceptableCodes()
  if (known.some(one => one === code)) return undefined
  return Object.hasOwn(problemTable, code)
    ? { message: `${code} cannot be accepted`, remedy: 'correct it' }
    : { message: `unknown code ${JSON.stringify(code)}`, remedy: suggestion(code, known) }
}

/** The value of `--operator`. */
export function operatorSetting(value: string): readonly [name: string, version: string] {
  const equals = value.indexOf('=')
  return equals === -1 ? [value, ''] : [value.slice(0, equals), value.slice(equals + 1)]
}

export function faultOfOperator(value: string): FlagFault | undefined {
  const [name, version] = operatorSetting(value)
  if (!operatorNames.some(known => known === name))
    return { message: `unknown operator ${quote(name)}`, remedy: suggestion(name, operatorNames) }
  if (parseVersion(version) !== undefined) return undefined
  return { message: `not a version: ${quote(version)}`, remedy: `write it as in ${name}=1.27.1` }
}

export function faultOfSecret(name: string): FlagFault | undefined {
  const fault = faultOfSecretName(name)
  return fault === undefined
    ? undefined
    : { message: `not the name of a Secret: ${quote(name)} ${fault}`, remedy: secretNameRemedy }
}

export function faultOfPlatform(text: string): FlagFault | undefined {
  return isPlatform(text)
    ? undefined
    : { message: `not a platform: ${quote(text)}`, remedy: 'write OS/ARCH, as in linux/arm64' }
}

export function faultOfRegistryHost(text: string): FlagFault | undefined {
  return hostFault(text) === undefined
    ? undefined
    : { message: `not HOST[:PORT]: ${quote(text)}`, remedy: registryHostRemedy }
}

export function faultOfTimeout(text: string): FlagFault | undefined {
  return /^[1-9]\d{0,5}[smh]?$/.test(text)
    ? undefined
    : {
        message: `not a duration: ${quote(text)}`,
        remedy: 'write seconds, minutes or hours, as in 90s, 5m or 1h',
      }
}

export function faultOfJobs(text: string): FlagFault | undefined {
  return /^[1-9]\d?$/.test(text)
    ? undefined
    : { message: `not a number of jobs: ${quote(text)}`, remedy: 'write a number from 1 to 99' }
}
