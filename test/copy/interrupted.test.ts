import { afterEach, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { executable } from '../built.ts'
import { makeHome, podWith, type Home } from '../preflight/run.ts'

/** Writes the start of an image and says its own number, then goes on for longer than the test. */
const slowTool = `#!/bin/sh
[ "$1" = copy ] || exit 0
for last; do :; done
folder=\${last#oci:}
mkdir -p "\${folder%:*}/blobs/sha256"
echo part > "\${folder%:*}/blobs/sha256/part"
echo $$ > "$HOME/tool.pid"
exec sleep 300
`

let home: Home
afterEach(() => home.remove())

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'copy ends by %s, stops the tool and leaves no part of an image',
  async signal => {
    home = makeHome()
    chmodSync(home.write('skopeo', slowTool), 0o755)
    home.write('pod.yaml', podWith(['127.0.0.1:1/team/app:1']))
    const flags = ['-r', 'registry.internal/m', '--with=skopeo', '--to=oci:carried', 'pod.yaml']
    const env = { HOME: home.folder, PATH: `${home.folder}:${process.env['PATH'] ?? ''}` }
    const child = spawn(executable, ['copy', ...flags], { cwd: home.folder, env, stdio: 'ignore' })
    const end = new Promise(done => child.on('close', (code, killed) => done(killed ?? code)))
    const note = join(home.folder, 'tool.pid')
    const written = (): string => (existsSync(note) ? readFileSync(note, 'utf8') : '')
    while (child.exitCode === null && !written().endsWith('\n')) await setTimeout(10)
    const tool = Number(written())
    expect(isRunning(tool)).toBe(true)
    child.kill(signal)
    expect(await end).toBe(signal)
    expect(readdirSync(home.folder).toSorted()).toEqual(['pod.yaml', 'skopeo', 'tool.pid'])
    for (let tries = 0; tries < 200 && isRunning(tool); tries += 1) await setTimeout(10)
    expect(isRunning(tool)).toBe(false)
  },
)
