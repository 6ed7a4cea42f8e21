import { afterAll, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { openLastRunLog } from '../../src/cli/messages/last-run.ts'
import { executable } from '../built.ts'

import { describeWithPython } from '../python.ts'
import { directoryWith, pod, relocatedPod, removeDirectories } from './program.ts'

afterAll(removeDirectories)

/** Like Helm 3: a program called helm that keeps standard error of the post-renderer, on a terminal of its own. */
function helmOnTerminal(input: string, flags: string): { readonly terminal: string; readonly cwd: string } {
  const cwd = directoryWith({ 'in.yaml': input })
  const script = `#!/bin/sh\n'${executable}' --registry=registry.internal/m ${flags} <in.yaml >out.yaml 2>err.txt\ntrue\n`
  writeFileSync(join(cwd, 'helm'), script)
  chmodSync(join(cwd, 'helm'), 0o755)
  const spawn = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(["./helm"])))'
  const env = { ...process.env, HOME: cwd, XDG_STATE_HOME: '' }
  return { terminal: execFileSync('python3', ['-c', spawn], { cwd, env, encoding: 'utf8' }), cwd }
}

const doubtful = `${pod}---\nkind: ConfigMap\ndata:\n  job: quay.io/somebody/tool\n`

describeWithPython('on a terminal of its own', () => {
  test('a run from Helm that went well with warnings is seen at the terminal, in one line with the log', () => {
    const { terminal, cwd } = helmOnTerminal(doubtful, '')
    const log = join(cwd, '.local/state/k8ssandra-relocate/last-run.log')
    expect(terminal.trim()).toMatch(/^k8ssandra-relocate: 1 image moved .*, 1 warning; log: .*last-run\.log$/)
    expect(terminal).toContain(log)
    expect(readFileSync(log, 'utf8')).toContain('[IMAGE_POSSIBLE]')
    expect(readFileSync(join(cwd, 'out.yaml'), 'utf8')).toContain(relocatedPod)
  })

  test('the terminal gets no line without warnings, or with --quiet', () => {
    expect(helmOnTerminal(pod, '').terminal).toBe('')
    expect(helmOnTerminal(doubtful, '--quiet').terminal).toBe('')
  })
})

describeWithPython('a run from Helm 3 that fails', () => {
  test('says nothing at the terminal, because Helm 3 shows its standard error then', () => {
    const { terminal, cwd } = helmOnTerminal(pod.replace('nginx', 'Nginx:1'), '')
    expect(terminal).toBe('')
    for (const file of ['err.txt', '.local/state/k8ssandra-relocate/last-run.log'])
      expect(readFileSync(join(cwd, file), 'utf8')).toContain('[REFERENCE_INVALID]')
    expect(readFileSync(join(cwd, 'out.yaml'), 'utf8')).toBe('')
  })
})

test('the log keeps the runs of a day, and none of another', () => {
  const path = join(directoryWith({}), 'state/last-run.log')
  const entry = (text: string) => [{ kind: 'note', text } as const]
  const write = (text: string, now?: Date) => openLastRunLog(path, now).append(entry(text))
  write('one')
  write('two')
  expect(readFileSync(path, 'utf8')).toMatch(/^# .* process \d+\none\n# .* process \d+\ntwo\n$/)
  const yesterday = new Date(Date.now() - 86_400_000)
  utimesSync(path, yesterday, yesterday)
  write('three')
  expect(readFileSync(path, 'utf8')).toMatch(/^# .*\nthree\n$/)
})
