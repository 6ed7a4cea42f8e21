import { afterAll, describe, expect, test } from '@jest/globals'

import { directoryWith, program, registry, removeDirectories, shell } from '../cli/program.ts'

afterAll(removeDirectories)

const farm = (spec: string): string =>
  `apiVersion: example.com/v1\nkind: Farm\nmetadata: {name: a}\nspec:\n${spec}`

describe('what stands next to a merge', () => {
  test('makes the disk of a machine of an image that is anchored elsewhere', async () => {
    const stdin = farm(
      '  defaults: &base\n    image: ubuntu:22.04\n  nodes:\n  - <<: *base\n    flavor: m1.small\n',
    )
    expect((await program([registry], { stdin })).stdout).toBe(stdin)
    const cwd = directoryWith({ 'farm.yaml': stdin })
    expect((await shell(`$RELOCATE ${registry} farm.yaml | diff - farm.yaml`, cwd)).stdout).toBe('')
  })

  test('does so through several merges, and for a list of them', async () => {
    const stdin = farm(
      '  one: &one {image: "ubuntu:22.04"}\n  two: &two {<<: *one}\n  node: {<<: [*two], vmSize: big}\n',
    )
    expect((await program([registry], { stdin })).stdout).toBe(stdin)
  })

  test('leaves a doubt where a machine shares the image with something else', async () => {
    const stdin = farm(
      '  base: &base {image: ledger-example/worker}\n  node: {<<: *base, flavor: m1}\n  pool: {<<: *base, replicas: 2}\n',
    )
    const { code, stdout, stderr } = await program([registry], { stdin })
    expect({ code, stdout }).toEqual({ code: 0, stdout: stdin })
    expect(stderr).toContain('ledger-example/worker is possibly an image')
  })

  test('says nothing about an image that names a path and a version', async () => {
    const stdin = farm('  defaults: &base {image: "quay.io/a/b:1"}\n  node: {<<: *base, flavor: m1}\n')
    expect((await program([registry], { stdin })).stdout).toContain('image: "registry.internal/m/a/b:1"')
  })
})

const policy = (mutate: string, validate: string, isPatternFirst = false): string => {
  const rules = [
    `  - name: a\n    mutate: {patchStrategicMerge: {spec: {containers: ${mutate}}}}\n`,
    `  - name: b\n    validate: {pattern: {spec: {containers: ${validate}}}}\n`,
  ]
  return `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: p}\nspec:\n  rules:\n${(isPatternFirst ? rules.toReversed() : rules).join('')}`
}

describe('a pattern of a policy that shares an image', () => {
  const containers = '&c [{name: c, image: "quay.io/a/b:1"}]'

  test('keeps its own, where only the image is shared', async () => {
    const stdin = policy('[{image: &i quay.io/a/b:1}]', '[{image: *i}]')
    expect((await program([registry], { stdin })).stdout).toBe(
      policy('[{image: &i registry.internal/m/a/b:1}]', '[{image: quay.io/a/b:1}]'),
    )
  })

  test.each([
    ['shares', policy(containers, '*c')],
    ['gives', policy('*c', containers, true)],
  ])('is refused where a list %s it', async (does, stdin) => {
    const { code, stdout, stderr } = await program([registry], { stdin })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain(`c" would change with the images that it ${does}`)
  })
})
