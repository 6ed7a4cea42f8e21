import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fastCheck from 'fast-check'

import { layouts } from '../../src/rules/layout.ts'
import { relocate } from '../../src/relocate.ts'
import { manifests } from '../generate/manifest.ts'
import { render } from '../generate/render.ts'
import { configIn, folders, readIn } from '../golden/folder.ts'
import { asked, inputs } from '../laws/inputs.ts'
import { withoutNumbers } from '../yaml/value.ts'
import { faultsForKubernetes } from './compare.ts'
import { isAvailable, startKubernetes, whyNot, type Kubernetes } from './kubernetes.ts'
import { decodedByUs, readingFault } from './ours.ts'
import { besideImages, constructs, streams } from './constructs.ts'

const suite = isAvailable ? describe : describe.skip

suite(isAvailable ? 'Kubernetes itself' : `Kubernetes itself (${whyNot})`, () => {
  let kubernetes: Kubernetes

  beforeAll(() => {
    kubernetes = startKubernetes()
  })
  afterAll(() => kubernetes.stop())

  // After a second byte order mark go-yaml drops letters: that is refused.
  const read = inputs.filter(({ name }) => !name.includes('two-byte-order-marks'))
  test.each(read)('reads from $name what we read', async ({ text }) => {
    const theirs = await kubernetes.decode(text)
    if (theirs.some(({ error }) => error?.includes('document separator') === true)) return
    expect(plain(decodedByUs(text))).toEqual(plain(theirs))
  })

  test.each(Object.entries(constructs))('reads what we read: %s', async (_, text) => {
    expect(plain(decodedByUs(text))).toEqual(plain(await kubernetes.decode(text)))
  })

  test.each(Object.entries(streams))('reads from a stream what we read: %s', async (_, text) => {
    expect(await readingFault(kubernetes, text)).toBeUndefined()
  })

  test.each(folders)('sees only what is reported change in %s', async folder => {
    const input = readIn(folder, 'input.yaml') ?? ''
    const result = relocate(input, configIn(folder))
    expect(await faultsForKubernetes(kubernetes, input, result)).toEqual([])
  })

  test.each(inputs.filter(({ name }) => name.includes('streams')))(
    'sees only what is reported change in $name, in every layout',
    async ({ text }) => {
      for (const { config } of asked)
        expect(await faultsForKubernetes(kubernetes, text, relocate(text, config))).toEqual([])
    },
  )

  test('sees only reported changes if a construct is next to the images', async () => {
    const faults = []
    for (const [name, text] of Object.entries(constructs)) {
      for (const { config } of asked) {
        const input = besideImages(text)
        const found = await faultsForKubernetes(kubernetes, input, relocate(input, config))
        faults.push(...found.map(fault => `${name}: ${fault}`))
      }
    }
    expect(faults).toEqual([])
  })

  test('sees only what is reported change in generated streams', async () => {
    const texts = fastCheck
      .tuple(
        manifests('target.example/mirror', 'secret'),
        fastCheck.array(fastCheck.nat(10_000), { minLength: 30 }),
      )
      .map(([{ before }, choices]) => render(before, choices))
    const chosen = fastCheck.tuple(
      fastCheck.array(texts, { minLength: 1, maxLength: 3 }),
      fastCheck.constantFrom(...layouts),
    )
    await fastCheck.assert(
      fastCheck.asyncProperty(chosen, async ([documents, layout]) => {
        const input = documents.join('\n---\n')
        const result = relocate(input, { ...(asked[1]?.config ?? asked[0]!.config), layout })
        expect(await faultsForKubernetes(kubernetes, input, result)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

/** What is compared: values without numbers, and of a refusal only that it is one. */
function plain(decoded: ReturnType<typeof decodedByUs>): unknown {
  return decoded.map(({ value, error }) =>
    error === undefined ? { value: withoutNumbers(value) } : 'refused',
  )
}
