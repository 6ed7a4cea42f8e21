import { expect, test } from '@jest/globals'
import type { Problem } from '../../src/problem.ts'
import { openCollisionFinder, type Relocation } from '../../src/rules/collision-finder.ts'
import { processorTime } from '../processor-time.ts'
import { reference } from './rules.ts'

const digest = (digit: string) => `@sha256:${digit.repeat(64)}`

function relocations(...texts: readonly string[]): readonly Relocation[] {
  return texts.map((text, index) => {
    const [source = '', target = ''] = text.split(' → ')
    const place = { line: 10 * (index + 1), object: `Pod/p${index + 1}` }
    return { source: reference(source), target: reference(target), place }
  })
}

function findCollisions(found: readonly Relocation[], known: readonly Relocation[] = []): readonly Problem[] {
  const all = openCollisionFinder(known)
  all.add(found)
  return all.collisions()
}

test('two images on one target are one problem that names both and where they stand', () => {
  const found = findCollisions(
    relocations('nginx:1 → r.internal/nginx:1', 'quay.io/a/nginx:1 → r.internal/nginx:1'),
  )
  expect(found).toEqual([
    {
      code: 'TARGET_COLLISION',
      message:
        'different images would become r.internal/nginx:1: nginx:1 (line 10, Pod/p1) and quay.io/a/nginx:1 (line 20, Pod/p2)',
      remedy: 'choose another layout, a mirror for one of them, or an exact image',
      place: { line: 20, object: 'Pod/p2' },
    },
  ])
})

test.each([
  ['no tag is latest', 'nginx → r.internal/x', 'quay.io/x → r.internal/x:latest'],
  [
    'one digest',
    `nginx${digest('a')} → r.internal/x${digest('a')}`,
    `quay.io/x${digest('a')} → r.internal/x${digest('a')}`,
  ],
  [
    'one tag, two digests',
    `nginx:1${digest('a')} → r.internal/x:1${digest('a')}`,
    `quay.io/x:1${digest('b')} → r.internal/x:1${digest('b')}`,
  ],
  ['one target, two spellings', 'quay.io/x → my/x', 'quay.io/y → docker.io/my/x'],
])('%s is a collision', (_, one, other) => {
  expect(findCollisions(relocations(one, other))).toHaveLength(1)
})

test.each([
  ['another tag', 'nginx:1 → r.internal/x:1', 'quay.io/x:2 → r.internal/x:2'],
  [
    'another digest',
    `nginx${digest('a')} → r.internal/x${digest('a')}`,
    `quay.io/x${digest('b')} → r.internal/x${digest('b')}`,
  ],
  ['tag and digest', 'nginx:1 → r.internal/x:1', `quay.io/x${digest('b')} → r.internal/x${digest('b')}`],
  [
    'another spelling of one source',
    'nginx:1 → r.internal/x:1',
    'index.docker.io/library/nginx:1 → r.internal/x:1',
  ],
  ['one source, two tags, one target', 'nginx:1 → r.internal/x:1', 'nginx:2 → r.internal/x:1'],
  ['another host', 'nginx:1 → r.internal/x:1', 'quay.io/x:1 → r.internal:5000/x:1'],
])('%s is none', (_, one, other) => {
  expect(findCollisions(relocations(one, other))).toEqual([])
})

test('a target is reported once, however often its images stand in the stream', () => {
  const pair = ['nginx:1 → r.internal/x:1', 'quay.io/x:1 → r.internal/x:1'] as const
  const found = findCollisions(relocations(...pair, ...pair))
  expect(found).toHaveLength(1)
  expect(found[0]?.message).toContain('nginx:1 (line 10, Pod/p1) and quay.io/x:1 (line 20, Pod/p2)')
})

test('every target has its own problem', () => {
  expect(
    findCollisions(
      relocations(
        'a.io/x → r.internal/x',
        'b.io/x → r.internal/x',
        'a.io/y → r.internal/y',
        'b.io/y → r.internal/y',
      ),
    ),
  ).toHaveLength(2)
})

test('many images on one target are counted', () => {
  const many = Array.from({ length: 9 }, (_, index) => `host${index}.io/x → r.internal/x`)
  const [problem] = findCollisions(relocations(...many))
  expect(problem?.message).toContain('host3.io/x (line 40, Pod/p4) and 5 more')
})

test('names in a message carry no control characters', () => {
  const place = { file: 'a\u001bb.yaml', line: 3, object: 'Pod/\u0007x' }
  const [one, other] = relocations('nginx → r.internal/x', 'quay.io/x → r.internal/x')
  const [problem] = findCollisions([
    { ...one!, place },
    { ...other!, place },
  ])
  expect(problem?.message).toContain('nginx (a\\u001bb.yaml, line 3, Pod/\\u0007x)')
})

test('time grows with the number of images', () => {
  const time = (count: number) => {
    const many = relocations(
      ...Array.from({ length: count }, (_, index) => `a.io/x${index} → r.internal/y${index % 7}`),
    )
    return processorTime(() => expect(findCollisions(many)).toHaveLength(7))
  }
  time(1_000)
  const short = Math.max(time(2_000), 2)
  expect(time(20_000) / short).toBeLessThan(60)
})
