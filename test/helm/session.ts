import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { chart, type Helm, type Outcome } from './helm.ts'

/**
 * Helm keeps what a post-renderer writes to stderr to itself. A python with a pseudo terminal of its own stands for a
 * person: it starts a session, so that there is one controlling terminal and the test's own is out of reach.
 */
const onTerminal = `
import os, pty, sys
command, redirection = sys.argv[1], sys.argv[2]
sys.exit(os.waitstatus_to_exitcode(pty.spawn(['/bin/sh', '-c', command + ' ' + redirection])))
`

/** A pipeline: pipes instead of the sockets that Node would hand to a child, which nobody else can open. */
const withoutTerminal = `
import subprocess, sys
line = ['/bin/sh', '-c', sys.argv[1] + ' ' + sys.argv[2]]
done = subprocess.run(line, start_new_session=True, capture_output=True, text=True)
sys.stdout.write(done.stdout)
sys.stderr.write(done.stderr)
sys.exit(done.returncode)
`

/** Runs `helm template` in a session of its own, with or without a terminal; `redirection` is for its shell. */
export function inSession(
  helm: Helm,
  kind: 'terminal' | 'none',
  args: readonly string[],
  redirection = '',
  flags: readonly string[] = [],
): Promise<Outcome> {
  const file = join(helm.home, `${kind}.py`)
  writeFileSync(file, kind === 'terminal' ? onTerminal : withoutTerminal)
  const renderer = helm.postRenderer('k8ssandra-relocate', '--registry=registry.internal/m', ...flags)
  const words = [helm.binary, 'template', 'small', chart, ...args, ...renderer]
  const command = words.map(word => `'${word}'`).join(' ')
  return new Promise(done => {
    const child = execFile(
      'python3',
      [file, command, redirection],
      { env: helm.env, cwd: helm.home },
      (error, stdout, stderr) => done({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
    child.stdin?.end()
  })
}
