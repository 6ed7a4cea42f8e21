import type { Problem } from '../problem.ts'
import { type Fault, isFault } from '../reference/fault.ts'
import { quote } from '../reference/quote.ts'
import { trimSlashes } from '../reference/slashes.ts'
import { maskRule } from '../reference/user-info.ts'
import type { Entries } from './entries.ts'
import { parseImage } from './exact-image.ts'
import { selectorOf } from './match-subject.ts'
import { parsePattern } from './pattern.ts'
import { parsePrefix } from './prefix.ts'
import type { RuleConfig } from './rule-config.ts'
import { imageRule, mirrorRule, excludeRule, blockedRule, registryRule } from './rule.ts'
import { parseMirrorSource } from './source.ts'

/** Read every rule. One that cannot be read is a RULE_INVALID problem and no entry. */
export function readEntries(config: RuleConfig): { entries: Entries; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const read = <Value extends object>(what: () => string, value: Value | Fault): readonly Value[] => {
    if (!isFault(value)) return [value]
    problems.push({ code: 'RULE_INVALID', message: `${what()}: ${value.what}`, remedy: value.remedy })
    return []
  }
  const pair = <From extends object, To extends object>(
    what: () => string,
    from: From | Fault,
    to: To | Fault,
  ) => {
    const [source] = read(() => `${what()}, source`, from)
    const [target] = read(() => `${what()}, target`, to)
    return source === undefined || target === undefined ? [] : [{ source, target }]
  }

  const images = config.images.flatMap(({ source, target, isOfNodes = false }) => {
    const what = () => `image ${quoteRule(source, target)}`
    return pair(what, parseImage(source), parseImage(target)).map(read => ({
      rule: { ...imageRule(source, target), isOfNodes },
      source: selectorOf(read.source),
      target: read.target,
    }))
  })
  const mirrors = config.mirrors.flatMap(({ source, target, digests, isOfNodes = false }) => {
    const what = () => `mirror ${quoteRule(source, target)}`
    return pair(what, parseMirrorSource(source), parsePrefix(target)).map(read => ({
      rule: { ...mirrorRule(read.source.text, read.target.text), isOfNodes },
      digests,
      ...read,
    }))
  })
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

function quoteRule(...texts: readonly string[]): string {
  return quote(texts.map(text => maskRule(text)).join('='))
}
