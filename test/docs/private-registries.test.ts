import { afterAll, expect, test } from '@jest/globals'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { directoryWith, removeDirectories, shell } from '../cli/program.ts'
import { blocksOf } from './block.ts'

afterAll(removeDirectories)

const blocks = blocksOf(readFileSync('docs/private-registries.md', 'utf8'))

test('the page works word for word in a checkout', async () => {
  const cwd = directoryWith({})
  for (const name of ['testdata', 'k8ssandra-relocate']) symlinkSync(resolve(name), join(cwd, name))
  const values = blocks.find(({ language }) => language === 'yaml')?.text ?? ''
  writeFileSync(join(cwd, 'my-values.yaml'), values)
  let said = ''
  for (const { text, shown } of blocks.filter(({ language, marker }) => language === 'sh' && marker === '')) {
    const { code, stdout, stderr } = await shell(`set -euo pipefail\n${text}`, cwd)
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    if (shown !== undefined) expect(stdout).toBe(shown)
    said += stdout + stderr
  }
  for (const code of ['VALUES_QUIRK', 'ACCOUNT_HALF_DONE', 'SECRET_BY_ACCOUNT'])
    expect(said).toContain(`[${code}]`)
  expect(said).toContain('by values cassandra')
  for (const [file, target, secret] of [
    ['relocated.yaml', 'registry.internal:5000/mirror/', 'myregistrykey'],
    ['all.yaml', 'registry.internal:5000/myrepo/', 'registrykey'],
  ] as const) {
    const relocated = readFileSync(join(cwd, file), 'utf8')
    const images = Array.from(relocated.matchAll(/^ *(?:- )?image: +"?([^\s"#]+)/gm), ([, image]) => image)
    expect(images.length).toBeGreaterThan(20)
    expect(images.filter(image => image?.startsWith(target) !== true)).toEqual([])
    expect(relocated).not.toMatch(new RegExp(`imagePullSecrets:\\n *- ${secret}`))
  }
})

test('without a registry for the rest, it is an error', async () => {
  const cwd = directoryWith({ 'v.yaml': blocks.find(({ language }) => language === 'yaml')?.text ?? '' })
  const stream = resolve('testdata/streams/k8ssandra-1.x.yaml')
  const { code, stdout, stderr } = await shell(`"$RELOCATE" --values v.yaml '${stream}'`, cwd)
  expect([code, stdout]).toEqual([3, ''])
  expect(stderr).toContain('[IMAGE_UNMAPPED]')
})
