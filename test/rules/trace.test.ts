import { expect, test } from '@jest/globals'
import { reference, rules } from './rules.ts'

const ruleSet = rules({
  registry: 'r.internal',
  mirrors: ['quay.io=r.internal/q', 'quay.io/a=r.internal/a'],
  images: ['nginx:1=r.internal/web'],
  exclude: ['ghcr.io'],
})

const lines = (text: string) =>
  ruleSet
    .trace(reference(text))
    .map(step => `${step.matched ? 'yes' : 'no'} ${step.question} ${step.rule.text}: ${step.why}`)

test('an exact image ends the search', () => {
  expect(lines('nginx:1')).toEqual([
    'yes image image nginx:1=r.internal/web: it is docker.io/library/nginx:1',
  ])
})

test('every rule is tried until one takes the image', () => {
  expect(lines('nginx:2')).toEqual([
    'no image image nginx:1=r.internal/web: it is not docker.io/library/nginx:1',
    'no excluded exclude ghcr.io: the pattern does not cover docker.io/library/nginx:2',
    'no already-there image nginx:1=r.internal/web: docker.io/library/nginx is not under r.internal/web',
    'no already-there mirror quay.io=r.internal/q: docker.io/library/nginx is not under r.internal/q',
    'no already-there mirror quay.io/a=r.internal/a: docker.io/library/nginx is not under r.internal/a',
    'no already-there registry r.internal: docker.io/library/nginx is not under r.internal',
    'no mirror mirror quay.io=r.internal/q: docker.io/library/nginx is not under quay.io',
    'no mirror mirror quay.io/a=r.internal/a: docker.io/library/nginx is not under quay.io/a',
    'yes registry registry r.internal: it takes what no other rule takes',
  ])
})

test('the longest mirror is tried first', () => {
  expect(lines('quay.io/a/b').at(-1)).toBe(
    'yes mirror mirror quay.io/a=r.internal/a: quay.io/a is the longest source that has quay.io/a/b',
  )
})

test('excluded images and those at the target already are listed', () => {
  expect(lines('ghcr.io/x').at(-1)).toBe('yes excluded exclude ghcr.io: the pattern covers ghcr.io/x')
  expect(lines('r.internal/q/x').at(-1)).toBe(
    'yes already-there mirror quay.io=r.internal/q: r.internal/q/x is under r.internal/q',
  )
})

test('without rules there is nothing to trace', () => {
  expect(rules({ exclude: ['ghcr.io'] }).trace(reference('nginx'))).toEqual([])
})

test('a block is tried, and a mirror with a longer source comes before it', () => {
  const blocking = rules({ mirrors: ['quay.io/a=r.internal/a'], blocked: ['quay.io'] })
  const steps = (text: string) =>
    blocking.trace(reference(text)).filter(({ question }) => question === 'blocked')
  expect(steps('quay.io/b').map(({ matched, why }) => [matched, why])).toEqual([
    [true, 'nothing may be pulled from quay.io'],
  ])
  expect(steps('quay.io/a/b').map(({ matched, why }) => [matched, why])).toEqual([
    [false, 'mirror quay.io/a=r.internal/a has the longer source'],
  ])
})
