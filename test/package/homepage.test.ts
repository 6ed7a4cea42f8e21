import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { expect, test } from '@jest/globals'

import { homepage } from '../../src/output/homepage.ts'

test('package.json names the homepage and its repository', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as object
  expect(manifest).toMatchObject({ homepage, repository: { url: `git+${homepage}.git` } })
})

test('every address of the program on GitHub is below its homepage', () => {
  const places = ['README.md', 'action.yml', 'plugin.yaml', 'docs', 'src', 'scripts', 'test', 'deploy', 'man']
  const found = execFileSync('grep', [
    '-rhoEI',
    'https://github\\.com/[a-z0-9-]+/k8ssandra-relocate',
    ...places,
  ])
  const addresses = new Set(found.toString().trim().split('\n'))
  expect([...addresses]).toEqual([homepage])
})
