import { expect, test } from '@jest/globals'
import fastCheck from 'fast-check'
import { parseAllDocuments } from 'yaml'

import { emptyConfig } from '../../src/config/config.ts'
import { layouts } from '../../src/rules/layout.ts'
import { isFatal } from '../../src/problem.ts'
import { manifests } from '../generate/manifest.ts'
import { render } from '../generate/render.ts'
import { accept, hasFailed, registry, secret } from './inputs.ts'
import { laws, runOf } from './law.ts'

const choices = fastCheck.array(fastCheck.nat(10_000), { minLength: 30, maxLength: 90 })
const document = fastCheck.tuple(manifests(registry, secret), choices).map(([twin, picked]) => ({
  text: render(twin.before, picked),
  after: twin.after,
}))
const streams = fastCheck
  .tuple(
    fastCheck.array(document, { minLength: 1, maxLength: 4 }),
    fastCheck.constantFrom('---\n', '--- \n', '---\n# Source: a/b.yaml\n', '---\n---\n# nothing\n---\n'),
    fastCheck.constantFrom('', '---\n', '\uFEFF', '# first\n'),
    fastCheck.boolean(),
  )
  .map(([documents, separator, start, isWindows]) => {
    const text = start + documents.map(each => each.text).join(separator)
    return {
      text: isWindows ? text.replaceAll('\n', '\r\n') : text,
      after: documents.map(({ after }) => after),
    }
  })

const config = { ...emptyConfig, registry, accept, imagePullSecrets: [secret] }

test('whatever the way it is written, a stream says the same afterwards, but for images and pull secrets', () => {
  let relocated = 0
  fastCheck.assert(
    fastCheck.property(streams, ({ text, after }) => {
      const { result } = runOf(text, config)
      if (result.problems.some(({ code }) => code === 'TARGET_COLLISION')) return
      expect(result.problems.filter(isFatal)).toEqual([])
      expect(valuesIn(result.output)).toEqual(after)
      relocated++
    }),
    { numRuns: 250 },
  )
  expect(relocated).toBeGreaterThan(150)
})

test.each(layouts)('every generated stream keeps every law, %s', layout => {
  let held = 0
  fastCheck.assert(
    fastCheck.property(streams, fastCheck.boolean(), ({ text }, hasSecret) => {
      const run = runOf(text, { ...config, layout, imagePullSecrets: hasSecret ? [secret] : [] })
      if (!hasFailed(run.result)) held++
      const complaints = Object.entries(laws).flatMap(([sentence, law]) =>
        law(run).map(complaint => `${sentence}: ${complaint}`),
      )
      expect(complaints).toEqual([])
    }),
    { numRuns: 70 },
  )
  expect(held).toBeGreaterThan(20)
})

/** The documents of a stream as another reader sees them, every scalar a text; those that say nothing are left out. */
function valuesIn(stream: string): readonly unknown[] {
  const documents = parseAllDocuments(stream, { schema: 'failsafe' })
  return documents.map(each => each.toJS() as unknown).filter(value => value !== '' && value !== null)
}
