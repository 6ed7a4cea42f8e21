import { describe, expect, test } from '@jest/globals'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { configOf, outcome, reference, rules } from './rules.ts'

const digest = `@sha256:${'a'.repeat(64)}`

describe('layouts', () => {
  const registry = 'registry.internal:5000/m'
  const rows = [
    ['busybox:1.36', 'library/busybox:1.36', 'busybox:1.36', 'docker.io/library/busybox:1.36'],
    ['index.docker.io/k8ssandra/reaper:3', 'k8ssandra/reaper:3', 'reaper:3', 'docker.io/k8ssandra/reaper:3'],
    [`quay.io/a/b/c:1${digest}`, `a/b/c:1${digest}`, `c:1${digest}`, `quay.io/a/b/c:1${digest}`],
    ['other:5000/x', 'x', 'x', 'other_5000/x'],
    ['localhost/x', 'x', 'x', 'localhost/x'],
    ['Quay.IO/x', 'x', 'x', 'quay.io/x'],
    ['K8S/x', 'x', 'x', 'k8s/x'],
    ['my_host.internal/x', 'x', 'x', 'host__my_host.internal/x'],
    ['[::1]:5000/x', 'x', 'x', 'ipv6__x_x_1__5000/x'],
    ['[FE80::]/x', 'x', 'x', 'ipv6__fe80_x_x/x'],
  ] as const

  test.each(rows)('%s', (source, preserve, flatten, full) => {
    const out = (layout: 'preserve' | 'flatten' | 'full') => outcome(rules({ registry, layout }), source)
    expect([out('preserve'), out('flatten'), out('full')]).toEqual(
      [preserve, flatten, full].map(rest => `${registry}/${rest}`),
    )
  })
})

describe('the registry', () => {
  test.each([
    ['registry.internal', 'busybox', 'registry.internal/library/busybox'],
    ['registry.internal/', 'busybox', 'registry.internal/library/busybox'],
    ['registry.internal:5000/a/b//', 'quay.io/x:1', 'registry.internal:5000/a/b/x:1'],
    ['localhost', 'busybox', 'localhost/library/busybox'],
    ['[::1]:5000', 'busybox', '[::1]:5000/library/busybox'],
    ['Registry.Internal', 'busybox', 'Registry.Internal/library/busybox'],
    ['docker.io/myorg', 'quay.io/a/b', 'docker.io/myorg/a/b'],
    ['myregistry', 'busybox:1', 'myregistry/library/busybox:1'],
    ['myregistry/myrepo', 'quay.io/a/b:1', 'myregistry/myrepo/a/b:1'],
  ])('%s takes %s', (registry, source, target) => {
    const ruleSet = rules({ registry })
    expect(outcome(ruleSet, source)).toBe(target)
    expect(outcome(ruleSet, target)).toBe('already-there')
  })

  test('a target without a host is kept apart as it was written', () => {
    expect(rules({ registry: 'myregistry/myrepo' }).decide(reference('quay.io/a/b:1'))).toMatchObject({
      target: { registry: 'myregistry', repository: 'myrepo/a/b', tag: '1' },
    })
  })

  test.each([
    ['registry.internal', 'registry.internal:5000/x', 'registry.internal/x'],
    ['registry.internal:5000', 'registry.internal/x', 'registry.internal:5000/x'],
    ['registry.internal/k8s', 'registry.internal/k8ssandra/x', 'registry.internal/k8s/k8ssandra/x'],
    ['registry.internal', 'registry.internal.example.com/x', 'registry.internal/x'],
    ['registry.internal/m', 'registry.internal/n/m/x', 'registry.internal/m/n/m/x'],
  ])('%s does not hold %s', (registry, source, target) => {
    const ruleSet = rules({ registry })
    expect(ruleSet.holds(reference(source))).toBe(false)
    expect(outcome(ruleSet, source)).toBe(target)
  })

  test.each([
    ['registry.internal/m', 'REGISTRY.internal/m/x'],
    ['docker.io/myorg', 'myorg/x'],
    ['index.docker.io/myorg', 'docker.io/myorg/x:1'],
    ['myregistry/myrepo', 'docker.io/myregistry/myrepo/x'],
    ['docker.io', 'nginx'],
  ])('%s holds %s, however it is spelt', (registry, source) => {
    expect(rules({ registry }).holds(reference(source))).toBe(true)
  })

  test('a name that gets too long is impossible, and says so', () => {
    const source = `quay.io/${'a'.repeat(200)}`
    expect(
      rules({ registry: `registry.internal/${'b'.repeat(100)}` }).decide(reference(source)),
    ).toMatchObject({
      kind: 'impossible',
      message: expect.stringContaining('the name has 319 characters'),
      remedy: expect.stringContaining('shorter target'),
    })
  })
})

describe('mirrors', () => {
  test.each([
    ['docker.io=registry.internal/hub', 'busybox:1.36', 'registry.internal/hub/library/busybox:1.36'],
    ['docker.io/=registry.internal/hub/', 'k8ssandra/x', 'registry.internal/hub/k8ssandra/x'],
    ['index.docker.io/k8ssandra=reg.internal/k', 'k8ssandra/x/y', 'reg.internal/k/x/y'],
    ['k8ssandra/medusa=reg.internal/m', 'docker.io/k8ssandra/medusa:1', 'reg.internal/m:1'],
    ['quay.io=reg.internal', 'quay.io/a/b', 'reg.internal/a/b'],
    ['QUAY.io/a=reg.internal/q', 'quay.io/a/b', 'reg.internal/q/b'],
    ['registry.internal:5000=reg.internal', 'registry.internal:5000/x', 'reg.internal/x'],
    ['myhost:5000=reg.internal', 'myhost:5000/x', 'reg.internal/x'],
    ['localhost=reg.internal', 'localhost/x', 'reg.internal/x'],
    ['[::1]:5000=reg.internal', '[::1]:5000/x', 'reg.internal/x'],
    ['docker.io/nginx=reg.internal/web', 'nginx:1', 'reg.internal/web:1'],
    ['docker.io/nginx=reg.internal/web', 'nginx/ingress:1', 'reg.internal/web/ingress:1'],
    ['quay.io/a/b:1=reg.internal/c', 'quay.io/a/b:1', 'reg.internal/c:1'],
    [`quay.io/a/b${digest}=reg.internal/c`, `quay.io/a/b:1${digest}`, `reg.internal/c:1${digest}`],
    ['docker.io/library/nginx:latest=reg.internal/c', 'nginx', 'reg.internal/c'],
    ['docker.io/library/nginx=docker.io/web', 'nginx:1', 'docker.io/web:1'],
    ['quay.io/a/b=web', 'quay.io/a/b:1', 'web:1'],
  ])('%s takes %s', (mirror, source, target) => {
    for (const layout of ['preserve', 'flatten', 'full'] as const) {
      const ruleSet = rules({ mirrors: [mirror], layout })
      expect(outcome(ruleSet, source)).toBe(target)
      expect(outcome(ruleSet, target)).toBe('already-there')
    }
  })

  test.each([
    ['quay.io/prom=reg.internal', 'quay.io/prometheus/x'],
    ['registry.internal=reg.internal', 'registry.internal:5000/x'],
    ['registry.internal:5000=reg.internal', 'registry.internal/x'],
    ['registry.internal:500=reg.internal', 'registry.internal:5000/x'],
    ['quay.io=reg.internal', 'quay.io.example.com/x'],
    ['quay.io/a/b:1=reg.internal/c', 'quay.io/a/b:10'],
    ['quay.io/a/b:1=reg.internal/c', 'quay.io/a/b/c:1'],
    ['quay.io/a/b:1=reg.internal/c', `quay.io/a/b${digest}`],
    ['docker.io/library=reg.internal', 'bitnami/x'],
  ])('%s leaves %s alone', (mirror, source) => {
    expect(outcome(rules({ mirrors: [mirror] }), source)).toBe('unmapped')
  })

  test.each([
    ['quay.io/a/b/c', 'r.internal/3/c'],
    ['quay.io/a/x', 'r.internal/2/x'],
    ['quay.io/ab/x', 'r.internal/1/ab/x'],
    ['quay.io/a/b:7', 'r.internal/4:7'],
    ['quay.io/a/b:8', 'r.internal/3:8'],
    ['nginx:1', 'r.internal/6:1'],
    ['ghcr.io/x', 'r.internal/0/x'],
  ])('the longest source takes %s', (source, target) => {
    const mirrors = [
      'quay.io=r.internal/1',
      'quay.io/a/b=r.internal/3',
      'quay.io/a=r.internal/2',
      'quay.io/a/b:7=r.internal/4',
      'docker.io/nginx=r.internal/5',
      'docker.io/library/nginx=r.internal/6',
    ]
    for (const order of [mirrors, [...mirrors].reverse()]) {
      expect(outcome(rules({ registry: 'r.internal/0', mirrors: order }), source)).toBe(target)
    }
  })

  test('a registry alone cannot be the new name of an image', () => {
    expect(rules({ mirrors: ['quay.io/a/b=reg.internal'] }).decide(reference('quay.io/a/b:1'))).toMatchObject(
      {
        kind: 'impossible',
        remedy: 'add a repository to the target, as in reg.internal/name',
      },
    )
  })
})

describe('exact images', () => {
  test.each([
    ['busybox=reg.internal/b', 'docker.io/busybox:1', 'reg.internal/b:1'],
    ['busybox=reg.internal/b', `busybox:1${digest}`, `reg.internal/b:1${digest}`],
    ['busybox=reg.internal/b:2', `busybox:1${digest}`, 'reg.internal/b:2'],
    [`busybox=reg.internal/b${digest}`, 'busybox:1', `reg.internal/b${digest}`],
    ['busybox:1=reg.internal/b', 'busybox:1', 'reg.internal/b:1'],
    ['busybox:latest=reg.internal/b', 'busybox', 'reg.internal/b'],
    [`busybox${digest}=reg.internal/b:1`, `library/busybox:9${digest}`, 'reg.internal/b:1'],
    ['busybox=busybox:1.36', 'busybox', 'busybox:1.36'],
  ])('%s takes %s', (image, source, target) => {
    const ruleSet = rules({ images: [image], exclude: ['busybox'] })
    expect(outcome(ruleSet, source)).toBe(target)
    expect(outcome(ruleSet, target)).toBe('already-there')
  })

  test.each([
    ['busybox:1=reg.internal/b', 'busybox:2'],
    ['busybox:1=reg.internal/b', `busybox${digest}`],
    [`busybox${digest}=reg.internal/b`, 'busybox:1'],
    ['busybox=reg.internal/b', 'quay.io/busybox'],
    ['busybox=reg.internal/b', 'library/busybox/x'],
  ])('%s leaves %s alone', (image, source) => {
    expect(outcome(rules({ images: [image] }), source)).toBe('unmapped')
  })

  test('the most precise source decides, in any order', () => {
    const images = ['x=r.internal/name', 'x:1=r.internal/tag', `x${digest}=r.internal/digest`]
    for (const order of [images, [...images].reverse()]) {
      const ruleSet = rules({ images: order })
      expect(outcome(ruleSet, 'x:2')).toBe('r.internal/name:2')
      expect(outcome(ruleSet, 'x:1')).toBe('r.internal/tag:1')
      expect(outcome(ruleSet, `x:1${digest}`)).toBe(`r.internal/digest:1${digest}`)
    }
  })
})

describe('the order', () => {
  const ruleSet = rules({
    registry: 'reg.internal',
    mirrors: ['quay.io=reg.internal/quay'],
    images: ['quay.io/a/exact=reg.internal/exact'],
    exclude: ['quay.io/a'],
  })

  test.each([
    ['quay.io/a/exact:1', 'reg.internal/exact:1'],
    ['quay.io/a/other:1', 'excluded'],
    ['reg.internal/anything:1', 'already-there'],
    ['quay.io/b:1', 'reg.internal/quay/b:1'],
    ['ghcr.io/b:1', 'reg.internal/b:1'],
  ])('%s → %s', (source, target) => expect(outcome(ruleSet, source)).toBe(target))

  test('an exclusion alone relocates nothing', () => {
    const only = rules({ exclude: ['quay.io'] })
    expect(only.isEmpty).toBe(true)
    expect([outcome(only, 'quay.io/a'), outcome(only, 'nginx')]).toEqual(['no-rules', 'no-rules'])
  })

  test('any rule makes the set not empty', () => {
    const sets = [
      { registry: 'r.internal' },
      { mirrors: ['quay.io=r.internal'] },
      { images: ['x=r.internal/x'] },
    ]
    expect(sets.map(written => rules(written).isEmpty)).toEqual([false, false, false])
  })

  test('a decision names its rule', () => {
    const text = (image: string) => {
      const decision = ruleSet.decide(reference(image))
      return 'rule' in decision ? decision.rule?.text : undefined
    }
    expect(text('quay.io/a/exact')).toBe('image quay.io/a/exact=reg.internal/exact')
    expect(text('quay.io/a/x')).toBe('exclude quay.io/a')
    expect(text('quay.io/b')).toBe('mirror quay.io=reg.internal/quay')
    expect(text('ghcr.io/b')).toBe('registry reg.internal')
    expect(text('reg.internal/quay/x')).toBe('mirror quay.io=reg.internal/quay')
  })
})

test('a rule with a mistake is left out, the others count', () => {
  const { ruleSet, problems } = createRuleSet(
    configOf({ mirrors: ['quay.io=https://x', 'ghcr.io=r.internal'] }),
  )
  expect(problems).toHaveLength(1)
  expect([outcome(ruleSet, 'quay.io/x'), outcome(ruleSet, 'ghcr.io/x')]).toEqual(['unmapped', 'r.internal/x'])
})
