import { afterAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { directoryWith, program, removeDirectories } from '../cli/program.ts'

afterAll(removeDirectories)

const plain = 'hunter2!correct-horse'
const encoded = Buffer.from(plain).toString('base64')
const escape = '\u001b[31m\u0007\u202e'

/** A Secret in every way of writing one, next to a Pod whose names move cursors. */
const stream = `apiVersion: v1
kind: Secret
metadata: {name: credentials}
stringData:
  password: ${plain}
  note: ${plain}
data:
  password: ${encoded}
---
{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "flow"}, "stringData": {"note": "${plain}"}}
---
# Source: ${escape}.yaml
apiVersion: v1
kind: Pod
metadata: {name: "\\e[31m\\u0007\\u202e"}
spec:
  containers:
  - {name: a, image: nginx}
  - {name: b, image: "\\e[31m$(X)"}
  - {name: c, image: auto}
`

const commands: readonly (readonly string[])[] = [
  ['-v'],
  ['verify'],
  ['images'],
  ['images', '-o', 'json'],
  ['-v', '--strict'],
]

test.each(commands)('%s says neither a secret of the stream nor what moves a terminal', async (...args) => {
  const cwd = directoryWith({})
  const isFilter = args[0]?.startsWith('-') === true
  const more = isFilter ? ['--log-file=log', '--report=report.html'] : ['--log-file=log']
  const { stdout, stderr } = await program([...args, '-r', 'registry.internal/m', ...more], {
    cwd,
    stdin: stream,
  })
  const said = [stderr, readFileSync(join(cwd, 'log'), 'utf8'), isFilter ? '' : stdout]
  if (isFilter && !args.includes('--strict')) said.push(readFileSync(join(cwd, 'report.html'), 'utf8'))
  expect(said.join('').length).toBeGreaterThan(20)
  for (const text of said) {
    expect(text).not.toContain('hunter2')
    expect(text).not.toContain(encoded)
    // JSON escapes what moves a cursor and leaves the rest to whoever shows it.
    const shown = args.includes('json') ? '\u001b\u0007' : '\u001b\u0007\u202e'
    for (const character of shown) expect(text).not.toContain(character)
  }
})
