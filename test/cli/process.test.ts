import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

import { directoryWith, pod, relocatedPod, removeDirectories, shell } from './program.ts'

/** A stream that no pipe holds at once. */
const ballast = `# ${'x'.repeat(50_000)}\n`
const large = Array.from({ length: 100 }, () => pod + ballast).join('---\n')
const relocated = large.replaceAll('nginx', 'registry.internal/m/library/nginx')
const flags = '--registry=registry.internal/m'

let cwd: string
beforeAll(() => {
  cwd = directoryWith({ 'pod.yaml': pod, 'large.yaml': large })
})
afterAll(removeDirectories)

describe('as a process', () => {
  test('a large result arrives whole, however slowly it is read', async () => {
    const { code, stdout } = await shell(`$RELOCATE -q ${flags} < large.yaml | (sleep 1; cat)`, cwd)
    expect(code).toBe(0)
    expect(stdout === relocated).toBe(true)
  })

  test('a reader that goes away ends it quietly', async () => {
    const script = `$RELOCATE -q ${flags} < large.yaml | head -n 1; echo "\${PIPESTATUS[0]}"`
    expect(await shell(script, cwd)).toEqual({ code: 0, stdout: 'kind: Pod\n0\n', stderr: '' })
  })

  test('a result without a reader is not an error', async () => {
    const script = `$RELOCATE -q ${flags} < large.yaml > >(true); echo $?`
    expect(await shell(script, cwd)).toEqual({ code: 0, stdout: '0\n', stderr: '' })
  })

  test('messages without a reader do not change the result', async () => {
    const script = `$RELOCATE -v ${flags} pod.yaml 2> >(true)`
    expect(await shell(script, cwd)).toMatchObject({ code: 0, stdout: relocatedPod })
  })

  test.each([
    ['standard input that is closed', '<&-', 1, 'STREAM_EMPTY'],
    ['standard input from nowhere', '< /dev/null', 1, 'STREAM_EMPTY'],
    ['standard input that is a directory', '< .', 1, 'FILE_UNREADABLE'],
    ['a log file on a full disk', 'pod.yaml --log-file=/dev/full', 2, 'USAGE_INVALID'],
    ['standard output on a full disk', 'pod.yaml > /dev/full', 1, 'FILE_UNREADABLE'],
    ['an unknown flag', '--nope', 2, 'USAGE_INVALID'],
  ])('%s gives a code and one error', async (_name, rest, expectedCode, problem) => {
    const { code, stdout, stderr } = await shell(`$RELOCATE ${flags} ${rest}`, cwd)
    expect({ code, stdout }).toEqual({ code: expectedCode, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^error: .*; .* \\[${problem}\\]\\n(?:k8ssandra-relocate: .*\\n)*$`))
  })

  test.each([
    ['copy.yaml > copy.yaml', 2],
    ['copy.yaml pod.yaml >> copy.yaml', 2],
    ['pod.yaml > copy.yaml', 0],
  ])('%s ends with %i', async (rest, expected) => {
    await shell('cp pod.yaml copy.yaml', cwd)
    const { code, stderr } = await shell(`$RELOCATE ${flags} ${rest}`, cwd)
    expect(code).toBe(expected)
    if (code !== 0)
      expect(stderr).toBe(
        'error: "copy.yaml" is read and written at once: the shell empties it before this program starts; restore it and write to another file, or use --in-place [USAGE_INVALID]\n',
      )
  })

  test('a folder may hold the file that the shell writes to', async () => {
    const script = `mkdir -p folder && cp pod.yaml folder && $RELOCATE -q ${flags} folder > folder/all.yaml; cat folder/all.yaml`
    expect(await shell(script, cwd)).toMatchObject({ code: 0, stdout: relocatedPod })
  })

  test('a broken pipe is not taken for the whole input: the exit code of the pipe shows it', async () => {
    const { stdout, code } = await shell(
      `set -o pipefail; (cat pod.yaml; exit 7) | $RELOCATE -q ${flags}`,
      cwd,
    )
    expect({ stdout, code }).toEqual({ stdout: relocatedPod, code: 7 })
  })

  test('a file without permission is named', async () => {
    const drop = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --regid=65534 --clear-groups' : ''
    const script = `chmod 755 . && install -m 000 pod.yaml locked.yaml && ${drop} "$RELOCATE" ${flags} locked.yaml`
    const { code, stdout, stderr } = await shell(script, cwd)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^error: locked\.yaml: cannot be read: permission denied; .*\n/)
  })

  test('a process substitution is a file like any other, but none to be replaced', async () => {
    expect(await shell(`$RELOCATE -q ${flags} <(cat pod.yaml)`, cwd)).toEqual({
      code: 0,
      stdout: relocatedPod,
      stderr: '',
    })
    const { code, stderr } = await shell(`$RELOCATE -q ${flags} --in-place <(cat pod.yaml)`, cwd)
    expect(code).toBe(1)
    expect(stderr).toMatch(/not a regular file/)
  })
})

const hasScript = spawnSync('script', ['--version']).status === 0 && existsSync('/dev/ptmx')

/** Runs a command line with a terminal as all three streams. */
function terminal(script: string) {
  return shell(`script -qec '${script}' /dev/null`, cwd)
}

;(hasScript ? describe : describe.skip)('on a terminal (needs script of util-linux)', () => {
  test('without files it shows how it is called, in colour', async () => {
    const { code, stdout } = await terminal('"$RELOCATE"')
    expect(code).toBe(2)
    expect(stdout).toContain('Usage: k8ssandra-relocate')
    expect(stdout).toContain('\u001b[1;31merror:\u001b[0m')
  })

  test('NO_COLOR keeps it plain', async () => {
    const { stdout } = await terminal('NO_COLOR=1 "$RELOCATE"')
    expect(stdout).toContain('error: no manifests')
  })
})
