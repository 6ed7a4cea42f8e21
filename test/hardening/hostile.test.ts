import { expect, test } from '@jest/globals'

import { describeWithPython } from '../python.ts'
import { measured } from './child.ts'
import { hostiles } from './hostile.ts'

const flags = ['--registry=registry.internal:5000/m', '--pull-secret=key']

describeWithPython('relocated or refused within 5 seconds and 600 MB, never killed', () => {
  test.each(hostiles)(
    '$name',
    async ({ pieces }) => {
      const { code, seconds, megabytes, written, said } = await measured(pieces(), ...flags)
      expect([0, 1, 3]).toContain(code)
      expect(said).not.toContain('PROGRAM_FAULT')
      expect(seconds).toBeLessThan(5)
      expect(megabytes).toBeLessThan(600)
      if (code === 0) expect(written).toBeGreaterThan(0)
      else
        expect({ written, said }).toEqual({
          written: 0,
          said: expect.stringMatching(/^(?:error|warning): /m),
        })
    },
    120_000,
  )
})
