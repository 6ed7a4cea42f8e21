import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { layouts } from '../../src/rules/layout.ts'
import { canonical, canonicalName, canonicalReference } from '../../src/reference/canonical.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { path, registry, spelling } from '../reference/spelling.ts'
import { configOf, outcome, reference, rules, type Written } from './rules.ts'

const images = fc.array(spelling, { minLength: 1, maxLength: 5 })

const target = fc
  .tuple(
    fc.constantFrom('registry.internal', 'registry.internal:5000', 'myregistry', 'docker.io', 'quay.io'),
    path,
  )
  .chain(([host, below]) => fc.constantFrom(host, `${host}/${below}`, `${host}/${below}/`))

const sourceOf = (image: string) =>
  fc.nat().map(at => {
    const name = canonicalName(reference(image))
    const cuts = [...name.matchAll(/\//g)].map(match => match.index)
    return name.slice(0, cuts[at % cuts.length])
  })

/** Rules that have something to do with the images. */
const configuration = images.chain(texts =>
  fc.record({
    texts: fc.constant(texts),
    registry: fc.option(target, { nil: undefined }),
    layout: fc.constantFrom(...layouts),
    mirrors: fc.array(
      fc.tuple(fc.constantFrom(...texts).chain(sourceOf), target).map(pair => pair.join('=')),
      { maxLength: 3 },
    ),
    images: fc.array(
      fc
        .tuple(fc.constantFrom(...texts), fc.oneof(spelling, fc.constantFrom(...texts)))
        .map(pair => pair.join('=')),
      { maxLength: 3 },
    ),
    exclude: fc.array(fc.constantFrom(...texts).chain(sourceOf), { maxLength: 1 }),
  }),
)

const written = ({
  registry: host,
  ...rest
}: { registry: string | undefined } & Omit<Written, 'registry'>): Written =>
  host === undefined ? rest : { ...rest, registry: host }

/** Rule sets without mistakes, each with images to decide. */
function forSoundRules(check: (ruleSet: ReturnType<typeof rules>, texts: readonly string[]) => void): void {
  let sound = 0
  fc.assert(
    fc.property(configuration, ({ texts, ...rest }) => {
      const { ruleSet, problems } = createRuleSet(configOf(written(rest)))
      if (problems.some(problem => problem.code === 'RULE_INVALID')) return
      sound++
      check(ruleSet, texts)
    }),
    { numRuns: 1000 },
  )
  expect(sound).toBeGreaterThan(200)
}

test('relocating twice is relocating once', () => {
  forSoundRules((ruleSet, texts) => {
    for (const text of texts) {
      const decision = ruleSet.decide(reference(text))
      if (decision.kind !== 'relocated') continue
      const again = ruleSet.decide(reference(formatReference(decision.target)))
      expect(again).toMatchObject({ kind: 'unchanged' })
    }
  })
})

test('what was relocated is held', () => {
  forSoundRules((ruleSet, texts) => {
    for (const text of texts) {
      const decision = ruleSet.decide(reference(text))
      if (decision.kind === 'relocated') expect(ruleSet.holds(decision.target)).toBe(true)
    }
  })
})

test('the last step of a trace is the decision', () => {
  forSoundRules((ruleSet, texts) => {
    for (const text of texts) {
      const decision = ruleSet.decide(reference(text))
      const steps = ruleSet.trace(reference(text))
      const matched = steps.filter(step => step.matched)
      expect(matched).toEqual(matched.length === 0 ? [] : steps.slice(-1))
      expect(matched[0]?.rule).toEqual('rule' in decision ? decision.rule : undefined)
    }
  })
})

test('every spelling of an image ends in one place', () => {
  forSoundRules((ruleSet, texts) => {
    const end = (text: string) => {
      const decision = ruleSet.decide(reference(text))
      if (decision.kind === 'relocated') return canonicalReference(decision.target)
      return decision.kind === 'unchanged' ? canonicalReference(reference(text)) : decision.kind
    }
    for (const text of texts) expect(end(canonicalReference(reference(text)))).toBe(end(text))
  })
})

test('tag and digest survive a registry and a mirror', () => {
  fc.assert(
    fc.property(spelling, target, fc.constantFrom(...layouts), (text, to, layout) => {
      const decision = rules({ registry: to, layout }).decide(reference(text))
      if (decision.kind !== 'relocated') return
      const { tag, digest } = reference(text)
      expect(decision.target).toMatchObject({ tag, digest })
    }),
  )
})

describe('different images never meet', () => {
  const land = (layout: 'preserve' | 'full', text: string) =>
    outcome(rules({ registry: 'target.internal:5000/m', layout }), text)

  test('in the layout full', () => {
    fc.assert(
      fc.property(spelling, spelling, (one, other) => {
        const isSame = canonicalReference(reference(one)) === canonicalReference(reference(other))
        expect(land('full', one) === land('full', other)).toBe(isSame)
      }),
    )
  })

  test('in the layout full, whatever their registries', () => {
    fc.assert(
      fc.property(registry, registry, (one, other) => {
        const isSame =
          canonical(reference(`${one}/a/b`)).registry === canonical(reference(`${other}/a/b`)).registry
        expect(land('full', `${one}/a/b`) === land('full', `${other}/a/b`)).toBe(isSame)
      }),
    )
  })

  test('in the layout preserve, if they come from one registry', () => {
    fc.assert(
      fc.property(registry, path, path, (host, one, other) => {
        const isSame =
          canonicalName(reference(`${host}/${one}`)) === canonicalName(reference(`${host}/${other}`))
        expect(land('preserve', `${host}/${one}`) === land('preserve', `${host}/${other}`)).toBe(isSame)
      }),
    )
  })
})

test('a mirror takes what is under its source, and nothing that only starts alike', () => {
  fc.assert(
    fc.property(path, path, fc.constantFrom('', 'a', '-a', '.a', '_a', '/a'), (one, other, join) => {
      const source = `quay.io/${one}`
      const image = `${source}${join}/${other}`
      const isTaken = join === '' || join === '/a'
      expect(outcome(rules({ mirrors: [`${source}=r.internal/m`] }), image) !== 'unmapped').toBe(isTaken)
    }),
  )
})

test('the longest mirror decides, whatever the order', () => {
  fc.assert(
    fc.property(path, fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }), (name, order) => {
      const sources = ['quay.io', 'quay.io/a', 'quay.io/a/b', `quay.io/a/b/${name}`]
      const mirrors = sources
        .map((source, index) => ({ rule: `${source}=r.internal/m${index}`, at: order[index] ?? 5 }))
        .sort((a, b) => a.at - b.at)
        .map(({ rule }) => rule)
      expect(outcome(rules({ mirrors }), `quay.io/a/b/${name}/x`)).toBe('r.internal/m3/x')
      expect(outcome(rules({ mirrors }), 'quay.io/z')).toBe('r.internal/m0/z')
    }),
  )
})
