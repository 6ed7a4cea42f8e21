import { afterAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'

import { program, removeDirectories } from '../cli/program.ts'

afterAll(removeDirectories)

const target = ['--registry', 'registry.internal:5000/m']
const fileOf = (folder: string, name: string): string =>
  readFileSync(`testdata/relocate/${folder}/${name}.yaml`, 'utf8')

describe('filter, verify and images agree', () => {
  test.each(['anywhere/workflows', 'anywhere/whole-images', 'anywhere/mirroring-tools', 'registries/hubs'])(
    'on %s',
    async folder => {
      const [input, expected] = [fileOf(folder, 'input'), fileOf(folder, 'expected')]
      const filter = await program(target, { stdin: input })
      expect({ code: filter.code, stdout: filter.stdout }).toEqual({ code: 0, stdout: expected })
      expect((await program(['verify', ...target], { stdin: input })).code).toBe(3)
      expect((await program(['verify', ...target], { stdin: expected })).code).toBe(0)
      const { stdout } = await program(['images', ...target], { stdin: expected })
      const sources = stdout
        .split('\n')
        .slice(1)
        .filter(line => line !== '')
      expect(
        sources.filter(line => !/^(?:already at the target|registry\.internal:5000\/m\/)/.test(line)),
      ).toEqual([])
    },
  )
})

describe('a bare word under a word for images in a Secret', () => {
  const secret = (image: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  values.yaml: |\n    image: ${image}\n`

  test('is a doubt if it is an official image', async () => {
    const { code, stdout, stderr } = await program(target, { stdin: secret('nginx') })
    expect({ code, stdout }).toEqual({ code: 0, stdout: secret('nginx') })
    expect(stderr).toContain('nginx is possibly an image')
    expect((await program(['verify', ...target, '--strict'], { stdin: secret('nginx') })).code).toBe(3)
  })

  test('is not shown if it is any other: it may be a secret', async () => {
    const { code, stderr } = await program(target, { stdin: secret('hunter2') })
    expect(code).toBe(0)
    expect(stderr).not.toContain('hunter2')
  })
})
