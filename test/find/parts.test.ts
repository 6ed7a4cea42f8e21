import { afterAll, describe, expect, test } from '@jest/globals'

import { program, removeDirectories } from '../cli/program.ts'

afterAll(removeDirectories)

const target = ['--registry', 'registry.internal:5000/m']
const widget = (spec: string): string =>
  `apiVersion: acme.example/v1\nkind: Widget\nmetadata: {name: web}\nspec: ${spec}\n`

/** How often `filter` and `verify` of its output warn of a possible image. */
async function doubtsOf(spec: string): Promise<readonly [number, number]> {
  const filter = await program(target, { stdin: widget(spec) })
  const verify = await program(['verify', ...target], { stdin: filter.stdout })
  expect([filter.code, verify.code]).toEqual([0, 0])
  const count = (text: string): number => text.split('[IMAGE_POSSIBLE]').length - 1
  return [count(filter.stderr), count(verify.stderr)]
}

describe('a registry next to an image may come in front of it, whatever its key is', () => {
  test.each([
    ['{host: quay.io, image: ledger-example/a:1}', 1],
    ['{server: ghcr.io, image: ledger-example/b, version: "2"}   # two halves', 1],
    ['{url: docker.io/ledger-example, image: "ledger-example/c:1"}', 1],
    ['{host: web.acme.example, image: "quay.io/ledger-example/d:1"}', 0],
    ['{host: quay.io, port: 443}', 0],
  ])('%s', async (spec, doubts) => {
    expect(await doubtsOf(spec)).toEqual([doubts, doubts])
  })
})

describe('parts that make no reference are no silence', () => {
  test.each([
    ['{image: {registry: "robot:pass@quay.io", repository: ledger-example/a, tag: "1"}}', 1],
    ['{image: {registry: "https://quay.io", repository: ledger-example/b, tag: "1"}}', 1],
    ['{image: {repository: "https://quay.io/ledger-example/c", tag: "1"}}', 1],
    ['{image: {repository: quay.io/Ledger/d, tag: "1"}}', 1],
    ['{image: {repository: "https://github.com/ledger-example/e", tag: "1"}}', 0],
    ['{image: {repository: "", tag: "1"}}', 0],
  ])('%s', async (spec, doubts) => {
    expect(await doubtsOf(spec)).toEqual([doubts, doubts])
  })
})

describe('a repository of one word and a name are one path', () => {
  const mirror = ['--mirror', 'docker.io/ledger-example/web=registry.internal:5000/tools/all/web']

  test.each([
    ['{image: {registry: ghcr.io, repository: ledger-example, name: web, tag: "2"}}', 'ledger-example/web:2'],
    [
      '{webImageRegistry: ghcr.io, webImageRepository: ledger-example, webImageName: web, webImageTag: "2"}',
      'ledger-example/web:2',
    ],
    ['{image: {name: proxy, registry: docker.io, repository: nginx, tag: "4"}}', 'library/nginx:4'],
    ['{image: {name: sandbox, registry: registry.k8s.io, repository: pause, tag: "3.9"}}', 'pause:3.9'],
    ['{image: {name: web, registry: quay.io, repository: acme/whole, tag: "5"}}', 'acme/whole:5'],
    ['{image: {name: tool, registry: quay.io, repository: tool, tag: "6"}}', 'tool:6'],
  ])('%s', async (spec, path) => {
    const { stdout } = await program(['images', ...target], { stdin: widget(spec) })
    expect(stdout).toContain(` registry.internal:5000/m/${path} `)
    expect(await doubtsOf(spec)).toEqual([0, 0])
  })

  test('also where the target has another path', async () => {
    const stdin = widget('{image: {registry: docker.io, repository: ledger-example, name: web, tag: "2"}}')
    const filter = await program([...target, ...mirror], { stdin })
    expect(filter.stdout).toContain(
      '{registry: registry.internal:5000/tools, repository: all, name: web, tag: "2"}',
    )
    expect((await program([...target, ...mirror], { stdin: filter.stdout })).stdout).toBe(filter.stdout)
  })
})
