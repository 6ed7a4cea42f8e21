import type { Problem } from '../problem.ts'
import { type Fault, isFault } from '../reference/fault.ts'
import { quote } from '../reference/quote.ts'
import { trimSlashes } from '../reference/slashes.ts'
import { maskRule } from '../reference/user-info.ts'
import type { Entries } from './entries.ts'
import { parseImage } from './syntax/exact-image.ts'
import { selectorOf } from './match-subject.ts'
import { parsePattern } from './syntax/pattern.ts'
import { parsePrefix } from './syntax/prefix.ts'
import type { RuleConfig } from './rule-config.ts'
import { imageRule, mirrorRule, excludeRule, blockedRule, registryRule } from './rule.ts'
import { parseMirrorSource } from './syntax/source.ts'

/** Read every rule. One that cannot be read is a RULE_INVALID problem and no entry. */
export function readEntries(config: RuleConfig): { entries: Entries; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const read: Read = (what, value) => {
    if (!isFault(value)) return [value]
    problems.push({ code: 'RULE_INVALID', message: `${what()}: ${value.what}`, remedy: value.remedy })
    return []
  }
  const images = config.images.flatMap(image => readImage(image, read))
  const mirrors = config.mirrors.flatMap(mirror => readMirror(mirror, read))
  const excludes = config.exclude.flatMap(text =>
    read(() => `exclude ${quote(maskRule(text, { wildcards: true }))}`, parsePattern(text)).map(pattern => ({
      rule: excludeRule(trimSlashes(text)),
      pattern,
    })),
  )
  const blocked = (config.blocked ?? []).flatMap(text =>
    read(() => `blocked ${quoteRule(text)}`, parseMirrorSource(text)).map(source => ({
      rule: blockedRule(source.text),
      source,
    })),
  )
  const { registry: host } = config
  const registries = host === undefined ? [] : read(() => `registry ${quoteRule(host)}`, parsePrefix(host))
  const [registry] = registries.map(target => ({ rule: registryRule(target.text), target }))
  return { entries: { images, mirrors, excludes, blocked, registry }, problems }
}

/** The value that was parsed, or nothing where it has a fault, which is noted; `what` names it in the message. */
type Read = <Value extends object>(what: () => string, value: Value | Fault) => readonly Value[]

function readImage(image: RuleConfig['images'][number], read: Read): Entries['images'] {
  const { source, target, isOfNodes = false } = image
  const what = (): string => `image ${quoteRule(source, target)}`
  return readPair(what, parseImage(source), parseImage(target), read).map(pair => ({
    rule: { ...imageRule(source, target), isOfNodes },
    source: selectorOf(pair.source),
    target: pair.target,
  }))
}

function readMirror(mirror: RuleConfig['mirrors'][number], read: Read): Entries['mirrors'] {
  const { source, target, digests, isOfNodes = false } = mirror
  const what = (): string => `mirror ${quoteRule(source, target)}`
  return readPair(what, parseMirrorSource(source), parsePrefix(target), read).map(pair => ({
    rule: { ...mirrorRule(pair.source.text, pair.target.text), isOfNodes },
    digests,
    ...pair,
  }))
}

function readPair<Source extends object, Target extends object>(
  what: () => string,
  from: Source | Fault,
  to: Target | Fault,
  read: Read,
): readonly { readonly source: Source; readonly target: Target }[] {
  const [source] = read(() => `${what()}, source`, from)
  const [target] = read(() => `${what()}, target`, to)
  return source === undefined || target === undefined ? [] : [{ source, target }]
}

function quoteRule(...texts: readonly string[]): string {
  return quote(texts.map(text => maskRule(text)).join('='))
}
