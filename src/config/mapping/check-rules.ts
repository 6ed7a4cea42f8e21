import type { Problem } from '../../problem.ts'
import { checkEntries } from '../../rules/check.ts'
import type { Entries } from '../../rules/entries.ts'
import { readEntries } from '../../rules/read-entries.ts'
import { emptyConfig } from '../config.ts'
import { mappingProblem, type MappedRule } from './mapping.ts'

/** What is wrong with the rules of a mapping file, each by itself and all together, with their lines. */
export function checkRules(rules: readonly MappedRule[], file: string): readonly Problem[] {
  const read = rules.map(rule => ({ rule, ...readEntries({ ...emptyConfig, ...rule.config }) }))
  const at = ({ line, path }: MappedRule, { message, remedy }: Problem): Problem =>
    mappingProblem(file, line, message, remedy ?? '', path)
  const faults = read.flatMap(({ rule, problems }) => problems.map(problem => at(rule, problem)))
  if (faults.length > 0) return faults
  const texts = read.map(({ rule, entries }) => ({ rule, texts: textsOf(entries) }))
  const registry = read.findLast(({ entries }) => entries.registry !== undefined)?.entries.registry
  return checkEntries({
    images: read.flatMap(({ entries }) => entries.images),
    mirrors: read.flatMap(({ entries }) => entries.mirrors),
    excludes: [],
    blocked: [],
    registry,
  }).flatMap(problem => {
    // A rule is named in the message; of two, the later is the one that does not fit.
    const named = texts.findLast(({ texts: own }) => own.some(text => problem.message.includes(text)))
    return named === undefined ? [] : at(named.rule, problem)
  })
}

function textsOf({ images, mirrors, registry }: Entries): readonly string[] {
  return [...images, ...mirrors, ...(registry === undefined ? [] : [registry])].map(({ rule }) => rule.text)
}
