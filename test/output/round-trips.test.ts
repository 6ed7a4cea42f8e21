import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { asksForNothing, type PartialConfig } from '../../src/config/config.ts'
import { parseMapping } from '../../src/config/mapping/formats.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { exportTargets } from '../../src/output/export/targets.ts'
import { canonicalName } from '../../src/reference/canonical.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { relocate } from '../../src/relocate.ts'
import { readEntries } from '../../src/rules/read-entries.ts'
import { layouts } from '../../src/rules/layout.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { path, spelling } from '../reference/spelling.ts'
import { mapping, reference } from '../rules/rules.ts'

const target = fc
  .tuple(fc.constantFrom('registry.internal', 'registry.internal:5000', 'other.internal'), path)
  .map(parts => parts.join('/'))

/** Images, and rules that speak of these: of their names, of what is above them, of one version, of patterns. */
const scene = fc.array(spelling, { minLength: 1, maxLength: 6 }).chain(images => {
  const name = fc.constantFrom(...images).map(image => canonicalName(reference(image)))
  const prefix = fc.tuple(name, fc.nat()).map(([text, at]) => {
    const parts = text.split('/')
    return parts.slice(0, 1 + (at % parts.length)).join('/')
  })
  const pairs = (source: fc.Arbitrary<string>, to: fc.Arbitrary<string>, maxLength: number) =>
    fc.array(
      fc.tuple(source, to).map(pair => mapping(pair.join('='))),
      { maxLength },
    )
  const version = fc.constantFrom('', '', '', ':1.2')
  const image = fc.tuple(name, version).map(parts => parts.join(''))
  const versioned = fc.tuple(target, version).map(parts => parts.join(''))
  return fc.record({
    images: fc.constant(images),
    config: fc.record(
      {
        registry: target,
        layout: fc.constantFrom(...layouts),
        unmapped: fc.constantFrom('refuse' as const, 'keep' as const),
        mirrors: pairs(
          fc.oneof({ weight: 4, arbitrary: prefix }, { weight: 1, arbitrary: image }),
          target,
          3,
        ),
        images: pairs(image, versioned, 2),
        exclude: fc.array(
          prefix.chain(text => fc.constantFrom(text, text, `${text}/**`, `${text}*`)),
          { maxLength: 2 },
        ),
        blocked: fc.array(prefix, { maxLength: 1 }),
      },
      { requiredKeys: ['layout', 'unmapped'] },
    ),
  })
})

const inputOf = (partial: PartialConfig, images: readonly string[]) => {
  const config = mergeConfigs(partial)
  const { entries } = readEntries(config)
  return {
    config,
    entries,
    kubernetes: 36,
    kyverno: 19,
    action: 'warn' as const,
    streams: [],
    images: images.map(reference),
    pods: [],
  }
}

/** Whether `export` takes the configuration: it asks for something, and its rules are sound. */
const isTaken = (partial: PartialConfig): boolean => {
  const config = mergeConfigs(partial)
  return (
    !asksForNothing(config) && !createRuleSet(config).problems.some(({ code }) => code === 'RULE_INVALID')
  )
}

/** What a mapping says, next to a rule for a host that no image is from: one that only blocks counts with other rules. */
const read = (text: string): PartialConfig => {
  const { config, problems } = parseMapping(text, 'back')
  // An export of rules that move nothing says nothing, and as a mapping that is an error.
  expect(problems.filter(({ message }) => !message.includes('nothing in it says'))).toEqual([])
  return {
    ...config,
    mirrors: [...(config.mirrors ?? []), mapping('unused.example=registry.internal/unused')],
  }
}

/** Where the rules send an image: a target, `stays`, `refused`, or `no rule`. */
const sentTo = (partial: PartialConfig, image: string): string => {
  const decision = createRuleSet(mergeConfigs(partial)).ruleSet.decide(reference(image))
  if (decision.kind === 'relocated') return formatReference(decision.target)
  if (decision.kind === 'unchanged') return decision.why === 'kept' ? 'no rule' : 'stays'
  return decision.rule === undefined ? 'no rule' : 'refused'
}

/** That an export, read again, sends images where the configuration does; how many there were. */
function expectSame(
  images: readonly string[],
  text: string,
  back: Parameters<typeof sentTo>[0],
  config: Parameters<typeof sentTo>[0],
): number {
  for (const image of images) {
    const to = sentTo(back, image)
    const expected = sentTo(config, image)
    if (to === 'no rule' && expected === 'stays') continue
    expect({ image, text, to }).toEqual({ image, text, to: expected })
  }
  return images.length
}

test.each(['registries.conf', 'idms'] as const)(
  '%s comes back as rules that send every image to the same target, or says what it cannot express',
  name => {
    let sound = 0
    fc.assert(
      fc.property(scene, ({ images, config }) => {
        if (!isTaken(config)) return
        const { text, problems } = exportTargets[name].write(inputOf(config, images))
        if (problems.some(({ code }) => code === 'EXPORT_INEXPRESSIBLE')) return
        if (name === 'registries.conf' && !text.includes('[[registry]]')) return
        const back = read(text)
        const isSaid = problems.some(({ message }) => message.includes('no rule takes'))
        expect(isSaid).toBe(config.unmapped === 'refuse' && config.registry === undefined)
        sound += expectSame(images, text, back, config)
      }),
      { numRuns: 1000 },
    )
    expect(sound).toBeGreaterThan(500)
  },
)

/** The image as written, what is beside its name and below it, with the same tag and digest. */
const around = (image: string): readonly string[] => {
  const { tag, digest } = reference(image)
  const version = (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`)
  const name = image.slice(0, image.length - version.length)
  return ['', '0', '/below', '/below/below'].map(more => name + more + version)
}

test.each(['registries.conf', 'idms'] as const)(
  '%s without manifests comes back as rules that send images that nobody named to the same target',
  name => {
    let sound = 0
    fc.assert(
      fc.property(scene, ({ images, config: { mirrors = [], exclude = [], blocked = [], unmapped } }) => {
        const config = { mirrors, exclude, blocked, unmapped }
        if (!isTaken(config)) return
        const { text, problems } = exportTargets[name].write(inputOf(config, []))
        if (problems.some(({ code }) => code === 'EXPORT_INEXPRESSIBLE')) return
        if (problems.some(({ message }) => message.startsWith('a prefix is never'))) return
        if (name === 'registries.conf' && !text.includes('[[registry]]')) return
        const back = read(text)
        sound += expectSame(images.flatMap(around), text, back, config)
      }),
      { numRuns: 1000 },
    )
    expect(sound).toBeGreaterThan(500)
  },
)

test('a kustomization comes back as exact images with the same targets, or says what it cannot express', () => {
  let sound = 0
  fc.assert(
    fc.property(scene, ({ images, config: { images: exact = [], unmapped } }) => {
      const config = { images: exact, unmapped }
      if (!isTaken(config)) return
      const { text, problems } = exportTargets.kustomization.write(inputOf(config, []))
      if (problems.some(({ code }) => code === 'EXPORT_INEXPRESSIBLE')) return
      const back = read(text)
      expect(problems.some(({ message }) => message.includes('no rule takes'))).toBe(unmapped === 'refuse')
      for (const image of images) {
        sound++
        expect({ image, text, to: sentTo(back, image) }).toEqual({ image, text, to: sentTo(config, image) })
      }
    }),
    { numRuns: 1000 },
  )
  expect(sound).toBeGreaterThan(500)
})

test('a kustomization of manifests comes back with the targets of their containers', () => {
  let sound = 0
  fc.assert(
    fc.property(scene, ({ images, config }) => {
      const pods = images.map(
        (image, index) =>
          `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p${index}\nspec:\n  containers:\n  - name: c\n    image: ${JSON.stringify(image)}\n`,
      )
      const input = pods.join('---\n')
      const result = relocate(input, mergeConfigs(config))
      if (result.output === input) return
      const { text, problems } = exportTargets.kustomization.write({
        ...inputOf(config, images),
        streams: [{ input, output: result.output }],
      })
      if (problems.some(({ code }) => code === 'EXPORT_INEXPRESSIBLE')) return
      const back = read(text)
      sound++
      for (const image of images) {
        const to = sentTo(back, image)
        const expected = sentTo(config, image)
        if (to === 'no rule' && expected === 'stays') continue
        expect({ image, text, to }).toEqual({ image, text, to: expected })
      }
    }),
    { numRuns: 1000 },
  )
  expect(sound).toBeGreaterThan(50)
})
