import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { appendFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { describeWithPython } from '../python.ts'
import { chart, makeHelm, type Helm } from './helm.ts'
import { inSession } from './session.ts'
import { helmVersions } from './binaries.ts'
import { describeEachHelm, isHelm4 } from './versions.ts'

const refused = /REFERENCE_INVALID/

describeWithPython('a failure hidden by Helm', () => {
  describeEachHelm(
    'Helm %s hides what we say, and a failure is seen all the same',
    version => {
      let helm: Helm
      let log: string

      beforeAll(async () => {
        helm = await makeHelm(version)
        log = join(helm.home, '.local/state/k8ssandra-relocate/last-run.log')
      }, 300_000)

      afterAll(() => helm.remove())

      const failing = ['--set', 'badReference=K8SSANDRA/Cass:4']

      const session = (kind: 'terminal' | 'none', args: readonly string[], redirection = '') =>
        inSession(helm, kind, args, redirection)

      test('on a terminal, next to the words of Helm', async () => {
        const { status, stdout } = await session('terminal', failing)
        expect(status).toBe(1)
        expect(stdout).toMatch(refused)
        expect(stdout).toContain(`k8ssandra-relocate: log: ${log}`)
        expect(stdout).toMatch(/Error: .*plugin "k8ssandra-relocate" exited with error/)
      })

      test('on the terminal, even if the words of Helm go to a file', async () => {
        const { stdout } = await session('terminal', failing, '2>words.txt')
        expect(stdout).toMatch(refused)
        expect(readFileSync(join(helm.home, 'words.txt'), 'utf8')).toMatch(/^Error: .* exited with error\n/)
      })

      test('in a pipeline without a terminal, through the stderr of Helm', async () => {
        const { status, stdout, stderr } = await session('none', failing)
        expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
        expect(stderr).toMatch(refused)
      })

      test('in a log that is appended to, without a word written over', async () => {
        appendFileSync(join(helm.home, 'job.log'), 'before\n')
        await session('none', failing, '2>>job.log')
        const words = readFileSync(join(helm.home, 'job.log'), 'utf8')
        expect(words).toMatch(
          /^before\nerror: .*\[REFERENCE_INVALID\]\n.*last-run\.log\n(?:.*\n)*Error: .*\n/,
        )
      })

      test('in a file of its own, where nothing of Helm is overwritten', async () => {
        const { stderr } = await session('none', failing, '2>new.log')
        expect(stderr).toBe('')
        expect(readFileSync(join(helm.home, 'new.log'), 'utf8')).toMatch(/^Error: /)
        expect(readFileSync(log, 'utf8')).toMatch(refused)
      })

      test('in the log of the last run, which only its owner can read and which keeps the runs of the day', async () => {
        await session('none', failing)
        expect(readFileSync(log, 'utf8')).toMatch(refused)
        expect((statSync(log).mode & 0o777).toString(8)).toBe('600')
        const { status, stderr } = await session('none', [])
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
        expect(readFileSync(log, 'utf8')).toMatch(refused)
        expect(readFileSync(log, 'utf8')).toMatch(/\d+ images? moved \(\d+ places? in \d+ objects?\)/)
      })

      test('as an exit status in the words of --debug', async () => {
        const { stderr } = await session('none', [...failing, '--debug'])
        expect(stderr).toMatch(/plugin execution failed.*exit status 1/)
      })

      test('where a log file is named, it is the only one', async () => {
        rmSync(log)
        const named = join(helm.home, 'named.log')
        await helm.run(
          'template',
          'small',
          chart,
          ...failing,
          ...helm.postRenderer('k8ssandra-relocate', '--registry=registry.internal/m', `--log-file=${named}`),
        )
        expect(readFileSync(named, 'utf8')).toMatch(refused)
        expect(existsSync(log)).toBe(false)
      })
    },
    helmVersions.filter(isHelm4),
  )
})
