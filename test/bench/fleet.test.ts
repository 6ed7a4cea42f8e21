import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, test } from '@jest/globals'

import { plantFleet } from '../../bench/fleet.ts'

const folder = mkdtempSync(join(tmpdir(), 'k8ssandra-relocate-fleet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a fleet has the requested number of releases, each under its own name', () => {
  const { files, bytes } = plantFleet(folder, 6)
  const texts = files.map(file => readFileSync(file, 'utf8'))
  expect(texts).toHaveLength(6)
  expect(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBe(bytes)
  expect(new Set(texts).size).toBe(texts.length)
  texts.forEach((text, index) => expect(text).toMatch(new RegExp(`name: (payments|ledger)${index}-`)))
})
