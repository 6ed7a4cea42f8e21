import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { describeWithPython } from '../python.ts'
import { makeHelm, type Helm } from './helm.ts'
import { inSession } from './session.ts'
import { describeEachHelm } from './versions.ts'

describeWithPython('a warning dropped by Helm', () => {
  /** Helm 3 and Helm 4 both drop what a post-renderer that went well has to say. */
  describeEachHelm('Helm %s drops our warnings, and a person sees them all the same', version => {
    let helm: Helm
    let log: string

    beforeAll(async () => {
      helm = await makeHelm(version)
      log = join(helm.home, '.local/state/k8ssandra-relocate/last-run.log')
    }, 300_000)

    afterAll(() => helm.remove())

    test('one line at the terminal: what was moved, how many warnings, where the log is', async () => {
      const { status, stdout } = await inSession(helm, 'terminal', [], '>rendered.yaml 2>words.txt')
      const lines = stdout.trim().split('\r\n')
      expect([status, lines]).toEqual([
        0,
        [
          expect.stringMatching(
            /^k8ssandra-relocate: \d+ images moved \(\d+ places in \d+ objects\), .*\d+ warnings?; log: /,
          ),
        ],
      ])
      expect(lines[0]?.endsWith(`; log: ${log}`)).toBe(true)
      expect(readFileSync(join(helm.home, 'words.txt'), 'utf8')).toBe('')
      expect(readFileSync(join(helm.home, 'rendered.yaml'), 'utf8')).toContain('registry.internal/m/')
      expect(readFileSync(log, 'utf8')).toMatch(/^warning: /m)
    })

    test('nothing at the terminal with --quiet, nor where there is none', async () => {
      expect((await inSession(helm, 'terminal', [], '>rendered.yaml', ['--quiet'])).stdout).toBe('')
      const { status, stderr } = await inSession(helm, 'none', [], '>rendered.yaml')
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    })

    test('the log keeps every run of the day, also one that fails', async () => {
      rmSync(log)
      await inSession(helm, 'none', [])
      await inSession(helm, 'terminal', [])
      await inSession(helm, 'none', ['--set', 'badReference=K8SSANDRA/Cass:4'])
      const text = readFileSync(log, 'utf8')
      expect(text.match(/^# \S+ process \d+$/gm)).toHaveLength(3)
      expect(text.match(/images moved \(/g)).toHaveLength(2)
      expect(text).toContain('[REFERENCE_INVALID]')
    })
  })
})
