import { expect, test } from '@jest/globals'

import { asksForNothing, emptyConfig } from '../../src/config/config.ts'
import { mergeConfigs } from '../../src/config/merge.ts'

test('nothing merged is the empty configuration', () => {
  expect(mergeConfigs()).toEqual(emptyConfig)
  expect(mergeConfigs({}, {})).toEqual(emptyConfig)
})

test('of registry, layout and strict the last that says it wins', () => {
  const merged = mergeConfigs(
    { registry: 'a', layout: 'full', strict: true },
    { registry: 'b' },
    { strict: false },
  )
  expect(merged).toEqual({ ...emptyConfig, registry: 'b', layout: 'full', strict: false })
})

test('a later mapping replaces one with the same source, where that stood, and others are added', () => {
  const { mirrors, images } = mergeConfigs(
    {
      mirrors: [
        { source: 'docker.io', target: 'old' },
        { source: 'quay.io', target: 'q' },
      ],
    },
    {
      mirrors: [
        { source: 'ghcr.io', target: 'g' },
        { source: 'docker.io', target: 'new' },
      ],
    },
    { images: [{ source: 'docker.io', target: 'image' }] },
  )
  expect(mirrors).toEqual([
    { source: 'docker.io', target: 'new' },
    { source: 'quay.io', target: 'q' },
    { source: 'ghcr.io', target: 'g' },
  ])
  expect(images).toEqual([{ source: 'docker.io', target: 'image' }])
})

test('one source spelt in two ways is one source', () => {
  const merged = mergeConfigs(
    {
      mirrors: [{ source: 'index.docker.io/', target: 'old' }],
      images: [{ source: 'busybox:1', target: 'old/b' }],
    },
    {
      mirrors: [{ source: 'docker.io', target: 'new' }],
      images: [
        { source: 'docker.io/library/busybox:1', target: 'new/b' },
        { source: 'busybox:2', target: 'new/c' },
      ],
    },
  )
  expect(merged.mirrors.map(({ target }) => target)).toEqual(['new'])
  expect(merged.images.map(({ target }) => target)).toEqual(['new/b', 'new/c'])
})

test('mappings of one origin that contradict each other are both kept, to be refused later', () => {
  const mirrors = [
    { source: 'docker.io', target: 'a' },
    { source: 'docker.io', target: 'b' },
  ]
  expect(mergeConfigs({ mirrors }).mirrors).toEqual(mirrors)
})

test('exclusions, secrets and rows add up in order, none twice', () => {
  const row = { group: 'g', kind: 'K', path: 'spec/image', shape: 'reference' } as const
  const merged = mergeConfigs(
    { exclude: ['b', 'a'], imagePullSecrets: ['one'], fieldSpecs: [row] },
    {
      exclude: ['a', 'c'],
      imagePullSecrets: ['two', 'one'],
      fieldSpecs: [{ ...row }, { ...row, kind: 'L' }],
    },
  )
  expect(merged.exclude).toEqual(['b', 'a', 'c'])
  expect(merged.imagePullSecrets).toEqual(['one', 'two'])
  expect(merged.fieldSpecs.map(({ kind }) => kind)).toEqual(['K', 'L'])
})

test('rows of one path for different parts all count', () => {
  const row = { group: 'g', kind: 'K', path: 'data', shape: 'image-parts' } as const
  const rows = ['WEB_IMAGE', 'DB_IMAGE'].map(repository => ({ ...row, parts: { keys: { repository } } }))
  expect(mergeConfigs({ fieldSpecs: rows }, { fieldSpecs: rows }).fieldSpecs).toEqual(rows)
})

test('only a target or a secret asks for something', () => {
  expect(asksForNothing(mergeConfigs({ layout: 'full', strict: true, exclude: ['a'] }))).toBe(true)
  expect(asksForNothing(mergeConfigs({ imagePullSecrets: ['a'] }))).toBe(false)
  expect(asksForNothing(mergeConfigs({ images: [{ source: 'a', target: 'b' }] }))).toBe(false)
})

test('what differs in one part only is not the same', () => {
  const row = { group: 'g', kind: 'K', path: 'spec/image' } as const
  const merged = mergeConfigs(
    {
      fieldSpecs: [{ ...row, shape: 'reference' }],
      accept: [{ code: 'IMAGE_LEAK', path: 'a' }],
      images: [
        {
          source: 'a/b@sha256:1111111111111111111111111111111111111111111111111111111111111111',
          target: 'x',
        },
      ],
      definitions: ['one'],
    },
    {
      fieldSpecs: [{ ...row, shape: 'repository' }],
      accept: [{ code: 'IMAGE_LEAK', path: 'b' }],
      images: [
        {
          source: 'a/b@sha256:2222222222222222222222222222222222222222222222222222222222222222',
          target: 'y',
        },
      ],
      definitions: ['two'],
    },
  )
  expect(merged.fieldSpecs).toHaveLength(2)
  expect(merged.accept).toHaveLength(2)
  expect(merged.images).toHaveLength(2)
  expect(merged.definitions).toEqual(['one', 'two'])
})
