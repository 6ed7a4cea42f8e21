import { expect, test } from '@jest/globals'

import { describeWithPython } from '../python.ts'
import { measured } from './child.ts'
import { hostiles } from './hostile.ts'

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
