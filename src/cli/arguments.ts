import { quote } from '../reference/quote.ts'
import { shellWord } from '../reference/shell.ts'
import { suggestion } from '../config/spelling.ts'
import type { Problem } from '../problem.ts'

import { contradictions, exclusions } from './contradictions.ts'
import { flagFor, type Flag } from './flags/flag.ts'
import { commandWord } from './flags/for-commands.ts'
import type { FlagSource } from './flag-source.ts'
import { tokensOf, type FlagToken } from './argument-token.ts'
import { otherFlags } from './other-words.ts'
import { exampleOf, faultOfFlagValue } from './value.ts'

/** A command line, taken apart. */
export type Arguments = {
  readonly layer: FlagSource
  /** The first word that is not a flag, when it names a command and is not after `--`. */
  readonly command: string | undefined
  /** The other words that are not flags. */
  readonly paths: readonly string[]
  readonly problems: readonly Problem[]
}

/** Takes the arguments after the program's name apart. Unknown flags and bad values are `USAGE_INVALID` problems. */
export function readArguments(
  argv: readonly string[],
  flags: readonly Flag[],
  commands: readonly string[],
): Arguments {
  const tokens = tokensOf(argv, flags)
  const layer = new Map<string, string[]>()
  const problems: Problem[] = []
  const words: string[] = []
  const first = tokens.find(({ kind }) => kind !== 'flag')
  const isCommand = first?.kind === 'word' && commands.includes(first.value)
  const command = isCommand ? first.value : undefined
  const known = flags.map(flag => flagFor(flag, command ?? 'filter'))
  for (const token of tokens) {
    if (token.kind === 'end' || (isCommand && token === first)) continue
    if (token.kind === 'word') words.push(token.value)
    else {
      const flag = known.find(({ name }) => name === token.name)
      const value = flag?.type === 'switch' ? (token.value ?? 'true') : valueOf(token)
      const isForeign = flag?.commands?.includes(command ?? 'filter') === false
      const problem =
        flag === undefined
          ? unknownFlag(token, flags)
          : isForeign
            ? misplaced(flag)
            : problemOf(flag, token, value, flags)
      if (problem !== undefined) problems.push(problem)
      else layer.set(token.name, [...(layer.get(token.name) ?? []), value ?? ''])
    }
  }
  problems.push(...contradictions(layer, known), ...exclusions(layer, known))
  return { layer, command, paths: words, problems }
}

/** `-r=host` is `-r host`, as for the flags of Helm itself. */
function valueOf({ rawName, value, isInline }: FlagToken): string | undefined {
  return rawName.startsWith('--') || isInline !== true ? value : value?.replace(/^=/, '')
}

function problemOf(
  flag: Flag,
  option: FlagToken,
  value: string | undefined,
  flags: readonly Flag[],
): Problem | undefined {
  const { rawName } = option
  if (option.isInline === true && !rawName.startsWith('--') && value?.startsWith(':') === true)
    return colonForEquals(`${rawName}${value}`, rawName, value.slice(1))
  if (value === undefined) return usage(`${rawName} has no value`, exampleOf(flag))
  const long = longWithOneDash(option, flags)
  if (long !== undefined) return usage(`a long flag with one dash: -${long}`, `write --${long}`)
  if (option.isInline === true && /^\s/.test(value)) {
    const joined = twoInOne(`${rawName}${value}`)
    if (joined !== undefined) return joined
  }
  if (flag.type !== 'switch' && option.isInline !== true && /^-./.test(value)) {
    return usage(
      `${rawName} is followed by ${quote(value)}`,
      `if that is its value, write --${flag.name}=${value}`,
    )
  }
  if (flag.name !== 'repository-hook' && nextFlag.test(value)) return severalInOne(`${rawName}=${value}`)
  const fault = faultOfFlagValue(flag, value)
  return fault && usage(`${rawName}: ${fault.message}`, fault.remedy)
}

/** `-strict` reads as `-s trict`, and would add a pull secret of that name. */
function longWithOneDash(
  { rawName, value = '', isInline }: FlagToken,
  flags: readonly Flag[],
): string | undefined {
  if (rawName.startsWith('--') || isInline !== true) return undefined
  const word = `${rawName.slice(1)}${value}`.replace(/[=\s].*$/s, '')
  return flags.find(({ name }) => name === word)?.name
}

/** Another flag behind a space. */
const nextFlag = /\s(?:--[a-z]{2}|-[a-z][ =])/

/** `--post-renderer-args "--registry X"` of Helm hands a flag and its value over as one word. */
function twoInOne(word: string): Problem | undefined {
  const [, flag, value = ''] = /^(--?[a-z][a-z-]*)\s+(\S.*)$/s.exec(word) ?? []
  if (flag === undefined) return undefined
  if (nextFlag.test(` ${value}`)) return severalInOne(word)
  const remedy = `use = instead of the space: --post-renderer-args=${shellWord(`${flag}=${value}`)}`
  return usage(`flag and value came as one word: ${quote(word)}`, remedy)
}

/** `--post-renderer-args "--registry=X --strict"` hands several flags over as one word. */
function severalInOne(word: string): Problem {
  const each = word
    .split(/\s(?=-)/)
    .map(flag => `--post-renderer-args=${shellWord(flag.trim().replace(/\s/, '='))}`)
  return usage(`several flags came as one word: ${quote(word)}`, `give each its own: ${each.join(' ')}`)
}

/** `--registry:host` and `-r:host`, as other command lines write it. */
function colonForEquals(word: string, flag: string, value: string): Problem {
  const text = value.trim()
  return usage(
    `a colon after the flag: ${quote(word)}`,
    `write ${text === '' ? `${flag}=VALUE` : shellWord(`${flag}=${text}`)}`,
  )
}

function unknownFlag({ rawName, name, value }: FlagToken, flags: readonly Flag[]): Problem {
  const known = flags.map(flag => flag.name)
  const word = value === undefined ? rawName : `${rawName}=${value}`
  const [, before = '', after = ''] = /^--([a-z-]+):(.*)$/s.exec(word) ?? []
  if (known.includes(before)) return colonForEquals(word, `--${before}`, after)
  const joined = twoInOne(rawName)
  if (joined !== undefined) return joined
  const denied = flags.find(flag => flag.type === 'switch' && name === `no-${flag.name}`)
  if (denied !== undefined) return usage(`unknown flag ${rawName}`, `write --${denied.name}=false`)
  const instead = rawName.startsWith('--') && Object.hasOwn(otherFlags, name) ? otherFlags[name] : undefined
  if (instead !== undefined) return usage(`unknown flag ${rawName}`, instead)
  const meant = rawName.startsWith('--') ? suggestion(name, known) : 'known here: '
  const remedy = meant.startsWith('known here') ? 'see --help' : meant.replace('mean ', 'mean --')
  return usage(`unknown flag ${rawName}`, remedy)
}

function misplaced({ name, commands = [], otherwise = 'leave it out' }: Flag): Problem {
  return usage(`--${name} only applies to ${commands.map(commandWord).join(', ')}`, otherwise)
}

function usage(message: string, remedy: string): Problem {
  return { code: 'USAGE_INVALID', message, remedy }
}
