import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { isFatal } from '../../src/problem.ts'
import { relocate } from '../../src/relocate.ts'
import { layouts } from '../../src/rules/layout.ts'
import { faultsForKubernetes } from './compare.ts'
import { hostile } from './hostile.ts'
import { isAvailable, startKubernetes, whyNot, type Kubernetes } from './kubernetes.ts'
import { readingFault } from './ours.ts'

const suite = isAvailable ? describe : describe.skip

suite(isAvailable ? 'however hard to read' : `however hard to read (${whyNot})`, () => {
  let kubernetes: Kubernetes

  beforeAll(() => {
    kubernetes = startKubernetes()
  })
  afterAll(() => kubernetes.stop())

  test.each(Object.entries(hostile))('%s', async (_, { text, at = {}, isRefused = false }) => {
    expect(await readingFault(kubernetes, text)).toBeUndefined()
    for (const layout of layouts)
      for (const imagePullSecrets of [[], ['key']]) {
        const config = {
          ...emptyConfig,
          registry: 'reg.example:5000/m',
          layout,
          imagePullSecrets,
          exclude: ['quay.io/stays/**'],
        }
        const result = relocate(text, config)
        expect(result.problems.some(isFatal)).toBe(isRefused)
        if (isRefused) continue
        expect(await faultsForKubernetes(kubernetes, text, result)).toEqual([])
        expect(relocate(result.output, config).output).toBe(result.output)
        const decoded = (await kubernetes.decode(result.output)).filter(({ value }) => value !== null)
        expect(decoded.flatMap(({ error }) => error ?? [])).toEqual([])
        if (layout !== 'preserve' || imagePullSecrets.length === 0) continue
        for (const [path, value] of Object.entries(at))
          expect({ path, value: valueAt(decoded, path) }).toEqual({ path, value })
      }
  })
})

/** What stands at a path that begins with the number of a document. */
function valueAt(documents: readonly { readonly value?: unknown }[], path: string): unknown {
  return path.split('/').reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    documents.map(({ value }) => value),
  )
}
