import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parse } from 'yaml'

import type { PartialConfig } from '../../src/config/config.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { canonicalName } from '../../src/reference/canonical.ts'
import { layouts } from '../../src/rules/layout.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { spelling, path } from '../reference/spelling.ts'
import { mapping, reference } from '../rules/rules.ts'

/** Every text of the table of references that an API server takes in an image field. */
export function spellingsOfReferences(): readonly string[] {
  const table = parse(readFileSync('testdata/references.yaml', 'utf8')) as Record<
    'valid' | 'invalid',
    string[][]
  >
  const texts = [...table.valid, ...table.invalid].map(([text = '']) =>
    text.replace(/\{(\d+)\*([^}]+)\}/g, (_, count, unit: string) => unit.repeat(Number(count))),
  )
  return Array.from(new Set(texts)).filter(
    text => text !== '' && text.trim() === text && !/\p{Cs}/u.test(text),
  )
}

const target = fc
  .tuple(
    fc.constantFrom('registry.internal', 'registry.internal:5000', 'myregistry', 'docker.io', 'quay.io'),
    path,
  )
  .chain(([host, below]) => fc.constantFrom(host, `${host}/${below}`))

/** A prefix of the image's canonical name, or the whole of it. */
const sourceOf = (image: string) =>
  fc.nat().map(at => {
    const name = canonicalName(reference(image))
    const cuts = [...Array.from(name.matchAll(/\//g), match => match.index), name.length]
    return name.slice(0, cuts[at % cuts.length])
  })

/** A pattern that has something to do with the image. */
const patternOf = (image: string) =>
  fc
    .tuple(sourceOf(image), fc.constantFrom('', '/**', '/*', '*', ':*', ':1*', '/**/x*', '@sha256:*'))
    .map(([name, end]) => name + end)

/** Rules, and images that have something to do with them. */
export const ruleCase = fc.array(spelling, { minLength: 20, maxLength: 60 }).chain(images => {
  const one = fc.constantFrom(...images)
  const mirrors = fc.tuple(one.chain(sourceOf), target).map(pair => mapping(pair.join('=')))
  const exact = fc.tuple(one, fc.oneof(spelling, one)).map(pair => mapping(pair.join('=')))
  return fc.record({
    images: fc.constant(Array.from(new Set(images))),
    config: fc.record({
      registry: target,
      layout: fc.constantFrom(...layouts),
      mirrors: fc.array(mirrors, { maxLength: 4 }),
      images: fc.array(exact, { maxLength: 4 }),
      exclude: fc.array(one.chain(patternOf), { maxLength: 3 }),
    }),
  })
})

/** Whether the rules are ones that the program takes. */
export function isSound(config: PartialConfig): boolean {
  return !createRuleSet(mergeConfigs(config)).problems.some(({ code }) => code === 'RULE_INVALID')
}
