import { quote } from '../reference/quote.ts'
import { maskRule } from '../reference/user-info.ts'
import { suggestion } from '../config/spelling.ts'

import type { FlagFault, Flag } from './flags/flag.ts'

/** What is wrong with a value for a flag, or undefined when nothing is. A switch takes `true` or `false`. */
export function faultOfFlagValue(flag: Flag, value: string): FlagFault | undefined {
  if (value.trim() === '') return { message: 'the value is empty', remedy: exampleOf(flag) }
  if (flag.type === 'switch' && !isBoolean(value)) {
    return {
      message: `neither true nor false: ${quote(value)}`,
      remedy: 'write true, false, 1 or 0',
    }
  }
  if (flag.type === 'mappings' && !/^[^=]+=[^=]+$/.test(value)) {
    return { message: `not SOURCE=TARGET: ${quote(maskRule(value))}`, remedy: exampleOf(flag) }
  }
  const { words, form } = flag
  const isOpen = words === undefined && form === undefined
  if (isOpen || words?.includes(value) === true || form?.test(value) === true) return flag.faultOf?.(value)
  if (words === undefined)
    return { message: `not ${flag.value ?? ''}: ${quote(value)}`, remedy: exampleOf(flag) }
  return { message: `unknown word ${quote(value)}`, remedy: suggestion(value, words) }
}

/** The seconds of a duration as `60`, `60s`, `2m` or `1h`; NaN for anything else. */
export function secondsIn(text: string): number {
  const [, number, unit = 's'] = /^(\d{1,6})([smh])?$/.exec(text) ?? []
  return Number(number) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h']
}

/** Whether a text is one of the ways to write a boolean. */
function isBoolean(value: string): boolean {
  return ['true', 'false', '1', '0'].includes(value)
}

/** What a correct value looks like, for a remedy. */
export function exampleOf(flag: Flag): string {
  if (flag.type === 'mappings') return 'write SOURCE=TARGET, as in docker.io=registry.internal/hub'
  if (flag.words !== undefined) return `write one of ${flag.words.join(', ')}`
  return `give it a value: --${flag.name}=${flag.value ?? 'true'}`
}
