import { expect, test } from '@jest/globals'

import { describeWithPython } from '../python.ts'
import { measured } from './child.ts'
import { hostiles, podsWithOneList } from './hostile.ts'
import { limits } from '../../src/find/limits.ts'

const registry = '--registry=registry.internal:5000/m'
const filter = [registry, '--pull-secret=key']
const verify = ['verify', registry]
const images = ['images', registry, '--output=yaml']

describeWithPython('done or refused within 5 seconds and 600 MB, never killed', () => {
  test.each(hostiles)(
    '$name, by filter, verify and images',
    async ({ pieces }) => {
      const runs = await measured(pieces(), filter, verify, images)
      for (const run of runs) {
        expect([0, 1, 3]).toContain(run.code)
        expect(run.said).not.toContain('PROGRAM_FAULT')
        expect(run.seconds).toBeLessThan(5)
        expect(run.megabytes).toBeLessThan(600)
        if (run.code !== 0) expect(run.said).toMatch(/^(?:error|warning): /m)
      }
      const [filtered, verified, listed] = runs
      expect(verified?.written).toBe(0)
      if (filtered?.code === 0) expect(filtered.written).toBeGreaterThan(0)
      else expect(filtered?.written).toBe(0)
      expect(listed?.written).toEqual(listed?.code === 0 ? expect.any(Number) : 0)
    },
    120_000,
  )
})

describeWithPython('pull secrets for many pods', () => {
  const pods = (count: number): readonly string[] =>
    Array.from(
      { length: count },
      (_, index) =>
        `---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web-${index}\nspec:\n  containers:\n  - image: nginx:1.27\n`,
    )
  const secrets = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `--pull-secret=key${index}`)

  test.each([
    ['10 000 secrets and 20 000 pods', 10_000, 20_000, 1],
    ['one more than a run adds', 2_000, limits.secrets.most / 2_000 + 1, 1],
    ['as many as a run adds', 2_000, limits.secrets.most / 2_000, 0],
    ['ten secrets and 100 000 pods', 10, 100_000, 0],
  ])(
    '%s',
    async (_, names, count, code) => {
      const [run] = await measured(pods(count), [registry, ...secrets(names)])
      expect(run).toMatchObject({ code, written: code === 0 ? expect.any(Number) : 0 })
      expect(run?.said.includes(String(limits.secrets.most))).toBe(code === 1)
      expect(run?.said.match(/^error: /gm)?.length ?? 0).toBe(code)
      expect(run?.seconds).toBeLessThan(5)
      expect(run?.megabytes).toBeLessThan(600)
    },
    60_000,
  )

  test('10 000 secrets for a list of 10 000 that ten pods share', async () => {
    const [run] = await measured([podsWithOneList(10_000, 10)], [registry, ...secrets(10_000)])
    expect(run).toMatchObject({ code: 0, written: expect.any(Number) })
    expect(run?.seconds).toBeLessThan(5)
    expect(run?.megabytes).toBeLessThan(600)
  }, 60_000)
})

describeWithPython('many rules for many images', () => {
  const count = 10_000
  const each = (textOf: (index: number) => string): readonly string[] =>
    Array.from({ length: count }, (_, index) => textOf(index))
  const pods = each(
    index =>
      `---\napiVersion: v1\nkind: Pod\nmetadata: {name: p${index}}\nspec: {containers: [{name: c, image: "quay.io/own/a${index}:1"}]}\n`,
  )

  test.each([
    ['mirrors', each(index => `--mirror=quay.io/own/a${index}=registry.internal:5000/b${index}`)],
    ['exclusions with wildcards', each(index => `--exclude=quay.io/own/z${index}*`)],
  ])(
    '%s',
    async (_, rules) => {
      const [run] = await measured(pods, [registry, ...rules])
      expect(run).toMatchObject({ code: 0, written: expect.any(Number) })
      expect(run?.seconds).toBeLessThan(5)
      expect(run?.megabytes).toBeLessThan(600)
    },
    120_000,
  )
})
