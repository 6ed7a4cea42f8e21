import { describe, expect, test } from '@jest/globals'
import { parseAllDocuments } from 'yaml'

import { emptyConfig } from '../../src/config/config.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { relocate } from '../../src/relocate.ts'
import { hasFailed, inputs, registry } from './inputs.ts'
import { targetOf } from './target.ts'

/**
 * A second opinion that shares no code with the program: another YAML reader, another idea of what a target is, and a
 * walk over every string.
 */
const config = { ...emptyConfig, registry }
const runs = inputs.flatMap(({ name, text }) => {
  const result = relocate(text, config)
  const [before, after] = [valuesIn(text), valuesIn(result.output)]
  if (hasFailed(result) || before === undefined || after === undefined) return []
  // The other reader goes on where Kubernetes stops.
  if (result.problems.some(({ code }) => code === 'TEXT_UNREAD')) return []
  const pinned = result.operatorImages.flatMap(({ isPinned, source }) =>
    isPinned ? targetOf(formatReference(source), registry) : [],
  )
  return [{ name, pinned, before: Array.from(stringsIn(before)), after: Array.from(stringsIn(after)) }]
})

test('another reader can read most streams, before and after', () => {
  expect(runs.length).toBeGreaterThan(inputs.length * 0.7)
})

describe.each(runs)('$name', ({ before, after, pinned }) => {
  test('only images changed, each to its target', () => {
    const changed = after.filter(({ path, text }) =>
      before.every(was => was.path !== path || was.text !== text),
    )
    const wrong = changed.filter(({ path, text }) => {
      const was = before.find(candidate => candidate.path === path)?.text ?? ''
      const pulled = inNamespace(was, path, before)
      return (
        !isPart(path, text) &&
        !isRelocated(was, text) &&
        !isRelocated(pulled, text) &&
        !isOverride(was, text) &&
        !isPinned(path, text, pinned)
      )
    })
    expect(wrong).toEqual([])
  })

  test('nothing is gone, and nothing is new but an image that was unsaid, and its parts', () => {
    const [old, now] = [before, after].map(strings => new Set(strings.map(({ path }) => path)))
    // A namespace that the operator would put into every target is made null.
    const gone = before.filter(({ path }) => now?.has(path) !== true && !path.endsWith('/imageNamespace'))
    expect(gone).toEqual([])
    const added = after.filter(({ path, text }) => old?.has(path) !== true && !isPinned(path, text, pinned))
    expect(added.filter(({ path }) => !isPart(path, ''))).toEqual([])
  })

  test('every container has an image of the target, a placeholder or none', () => {
    // The values of a Secret are warned about, never edited.
    const isSecretPath = (path: string): boolean => path.includes('/stringData/')
    const images = after.filter(
      ({ path }) =>
        /ontainers\/\d+\/image$/.test(path) &&
        !isSchemaPath(path) &&
        !isSecretPath(path) &&
        !path.includes('/validate/'),
    )
    const astray = images.filter(
      ({ text }) => !text.startsWith(`${registry}/`) && !/^auto$|[{$]|^ ?$|^ko:/.test(text),
    )
    expect(astray).toEqual([])
  })
})

type Found = { readonly path: string; readonly text: string }

/** What cass-operator pulls for an image where its configuration names a namespace: that is in place of the first part. */
function inNamespace(image: string, path: string, strings: readonly Found[]): string {
  const root = /^.*!\/\d+|^\/\d+/.exec(path)?.[0] ?? ''
  const namespace = strings.find(({ path: where }) => where === `${root}/imageNamespace`)?.text
  return namespace === undefined ? image : image.replace(/^([^/]*[.:][^/]*\/)?[^/]+\//, `$1${namespace}/`)
}

/** The documents of a stream as plain values; undefined when this reader does not read it. */
function valuesIn(stream: string): unknown {
  const documents = parseAllDocuments(stream, { merge: true, uniqueKeys: false, logLevel: 'silent' })
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined
  return documents.map(document => document.toJS({ maxAliasCount: -1 }) as unknown)
}

/** Every string of a value, and those of the YAML inside a string. */
function* stringsIn(value: unknown, path = ''): Generator<Found> {
  if (typeof value === 'string') {
    const inner = /^\s*\{?"?kind|\nkind:/.test(value) ? valuesIn(value) : undefined
    if (!Array.isArray(inner) || !inner.some(document => typeof document === 'object'))
      yield { path, text: value }
    else yield* stringsIn(inner, `${path}!`)
  } else if (typeof value === 'object' && value !== null) {
    if ('kind' in value && value.kind === 'CustomResourceDefinition')
      yield { path, text: JSON.stringify(value) }
    else for (const [key, item] of Object.entries(value)) yield* stringsIn(item, `${path}/${key}`)
  }
}

/** Whether a text is what another one was, but for words that were images and are their targets now. */
function isRelocated(was: string, text: string): boolean {
  const parts = /((?:[\s"'=,;()<>]|:-|(?:oci|docker):\/\/|(?<=:) |\{|\}|(?<=^|,)v?\d[\d.]*:(?=[a-z]))+)/
  const [old, now] = [was, text].map(value => value.replaceAll('\\/', '/').split(parts))
  if (old === undefined || now === undefined) return false
  return (
    old.length === now.length &&
    now.every((word, index) => {
      const before = old[index] ?? ''
      return word === before || word === targetOf(before, registry) || isMovedRegistry(before, word)
    })
  )
}

/** A registry alone, with what is after the host kept: `docker.io/mongodb`. */
function isMovedRegistry(was: string, text: string): boolean {
  const slash = was.indexOf('/')
  const host = slash < 0 ? was : was.slice(0, slash)
  return /[.:]/.test(host) && text === registry + (slash < 0 ? '' : was.slice(slash))
}

/** Fields that hold a part of an image: what they make together is the business of other tests. */
function isPart(path: string, text: string): boolean {
  return /\/(?:registry|repository|agentRepository|imageRegistry|newName)$/.test(path) || text === registry
}

/** `name:tag` of kustomize, which became `name=target:tag`. */
function isOverride(was: string, text: string): boolean {
  return text === `${was.replace(/[:@][^/]*$/, '')}=${targetOf(was, registry)}`
}

/** A field that was not there and names an image an operator would have chosen, whole or in parts. */
function isPinned(path: string, text: string, pinned: readonly string[]): boolean {
  if (/\/(?:registry|repository|name|tag)$/.test(path)) return pinned.some(image => image.includes(text))
  return pinned.includes(text)
}

function isSchemaPath(path: string): boolean {
  return path.includes('openAPIV3Schema')
}
