import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { isFatal } from '../../src/problem.ts'
import { relocate } from '../../src/relocate.ts'
import { layouts } from '../../src/rules/layout.ts'
import { faultsForKubernetes } from './compare.ts'
import { isAvailable, startKubernetes, whyNot, type Kubernetes } from './kubernetes.ts'
import { readingFault } from './ours.ts'
import { variants } from './variants.ts'

const suite = isAvailable ? describe : describe.skip
const registry = 'registry.internal:5000/m'

/** What Kubernetes reads and no reference of an image is: the run is refused. */
const refused = new Set([
  'value: folded and blank lines',
  'no text: a number',
  'no text: a fraction',
  'no text: a number with a tag',
  'no text: a boolean',
  'no text: a time',
  'no text: an octal number',
  'no text: a hexadecimal number',
  'no text: a number with underscores',
  'no text: a colon at the end',
])

const asked: readonly Config[] = layouts.flatMap(layout =>
  [[], ['key']].map(imagePullSecrets => ({
    ...emptyConfig,
    registry,
    layout,
    imagePullSecrets,
    exclude: ['quay.io/stays/**'],
    accept: [{ code: 'IMAGE_LEAK' as const, reason: 'known in this test' }],
  })),
)

suite(isAvailable ? 'whatever the way it is written' : `whatever the way it is written (${whyNot})`, () => {
  let kubernetes: Kubernetes

  beforeAll(() => {
    kubernetes = startKubernetes()
  })
  afterAll(() => kubernetes.stop())

  test.each(Object.entries(variants))('%s', async (name, text) => {
    expect(await readingFault(kubernetes, text)).toBeUndefined()
    const isRead = (await kubernetes.decode(text)).every(({ error }) => error === undefined)
    for (const config of asked) {
      const result = relocate(text, config)
      expect(await faultsForKubernetes(kubernetes, text, result)).toEqual([])
      expect(result.problems.some(isFatal)).toBe(!isRead || refused.has(name))
      if (result.problems.some(isFatal)) continue
      const decoded = await kubernetes.decode(result.output)
      expect(decoded.flatMap(({ value }) => imagesIn(value)).filter(isOutside)).toEqual([])
      expect(relocate(result.output, config).output).toBe(result.output)
    }
  })
})

function isOutside(image: string): boolean {
  return !image.startsWith(registry) && !image.includes('/stays/')
}

/** The images of all containers. */
function imagesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const containers = 'containers' in value && Array.isArray(value.containers) ? value.containers : []
  const own = (containers as readonly ({ readonly image?: unknown } | null)[]).flatMap(container =>
    typeof container?.image === 'string' ? [container.image] : [],
  )
  return [...own, ...Object.values(value).flatMap(imagesIn)]
}
