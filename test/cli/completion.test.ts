import { afterAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'

import { commands } from '../../src/cli/commands.ts'
import { flags } from '../../src/cli/flags.ts'
import { completionShells } from '../../src/cli/commands/completion/script.ts'
import { directoryWith, program, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

test.each([
  ['k8ssandra-relocate --lay', '--layout'],
  ['k8ssandra-relocate --layout f', 'flatten full'],
  ['k8ssandra-relocate --layout = fl', 'flatten'],
  ['k8ssandra-relocate ver', 'verify'],
  ['k8ssandra-relocate verify --allo', '--allow'],
  ['k8ssandra-relocate --allo', ''],
  ['k8ssandra-relocate completion z', 'zsh'],
  ['k8ssandra-relocate diff --exit', '--exit-code'],
  ['k8ssandra-relocate export --to k', 'kyverno kustomization'],
  ['k8ssandra-relocate copy --to k', ''],
  ['k8ssandra-relocate copy --to ', 'oci: tar:'],
  ['k8ssandra-relocate copy --from = t', 'tar:'],
  ['k8ssandra-relocate copy --to oci : im', 'image-folder'],
  ['k8ssandra-relocate copy --from = tar : ', 'image-folder script'],
  ['k8ssandra-relocate copy -r host : 50', ''],
  ['k8ssandra-relocate images -o h', 'hauler'],
  ['k8ssandra-relocate preflight -o ', 'table json'],
  ['k8ssandra-relocate preflight -o h', ''],
])('bash completes %s', async (line, expected) => {
  const script = (await program(['completion', 'bash'])).stdout
  const cwd = directoryWith({ script, 'image-folder/index.json': '' })
  const words = line.split(' ').map(word => (word === '' ? "''" : word))
  const ran = await shell(
    `bash -n script && source ./script && COMP_WORDS=(${words.join(' ')}) COMP_CWORD=${words.length - 1} && ` +
      `_k8ssandra_relocate && echo "\${COMPREPLY[*]}"`,
    cwd,
  )
  expect([ran.stdout.trim(), ran.stderr]).toEqual([expected, ''])
})

test.each(completionShells)('the script for %s names every flag and command', async name => {
  const { code, stdout } = await program(['completion', name])
  expect(code).toBe(0)
  const words = [...flags, ...commands].map(row => row.name)
  expect(words.filter(word => !stdout.includes(word))).toEqual([])
})

test('an unknown shell is wrong use', async () => {
  expect((await program(['completion', 'tcsh'])).code).toBe(2)
})

/** What a person sees when the line is typed and then the tabulator key. */
const typed: readonly (readonly [string, string])[] = [
  ['k8ssandra-relocate --lay', '--layout'],
  ['k8ssandra-relocate --layout=fl', '--layout=flatten'],
  ['k8ssandra-relocate ver', 'verify'],
  ['k8ssandra-relocate verify --allo', '--allow'],
  ['k8ssandra-relocate completion z', 'zsh'],
  ['k8ssandra-relocate export --to ky', 'kyverno'],
  ['k8ssandra-relocate copy --to o', 'oci:'],
  ['k8ssandra-relocate copy --from=ta', '--from=tar:'],
  ['k8ssandra-relocate copy --to oci:im', 'oci:image-folder/'],
  ['k8ssandra-relocate preflight --output j', 'json'],
]

/** What is not to be offered. */
const notOffered: readonly (readonly [string, string])[] = [
  ['k8ssandra-relocate copy --to k', 'kyverno'],
  ['k8ssandra-relocate preflight --output h', 'hauler'],
  ['k8ssandra-relocate --allo', '--allow'],
]

describeShell('fish', () => {
  test.each(typed)('completes %s', async (line, expected) => {
    expect(await offeredByFish(line)).toEqual([expect.arrayContaining([expected]), ''])
  })

  test.each(notOffered)('does not complete %s to %s', async (line, word) => {
    expect(await offeredByFish(line)).toEqual([expect.not.arrayContaining([word]), ''])
  })
})

async function offeredByFish(line: string): Promise<readonly [(string | undefined)[], string]> {
  const script = (await program(['completion', 'fish'])).stdout
  const cwd = directoryWith({ script, 'image-folder/index.json': '' })
  const ran = await shell(`fish --no-config -c "source script; complete -C'${line}'"`, cwd)
  return [ran.stdout.split('\n').map(text => text.split('\t')[0]), ran.stderr]
}

/** A zsh in a terminal of its own, because it completes nowhere else: types $2 and the key, and prints what the line became. */
const terminal = `
zmodload zsh/zpty
zpty -b inner 'TERM=dumb zsh -f -i'
zpty -w inner "PS1=; autoload -Uz compinit; compinit -u -D; source $1; unsetopt beep; print READY"
shown= part=
wait_for() { for _ in {1..100}; do while zpty -r -t inner part; do shown+=$part; done; [[ $shown == *$1* ]] && return; sleep 0.1; done }
wait_for $'READY\r\n'
shown=
zpty -w -n inner "$2"$'\t'
wait_for "$3"
print -r -- $shown
`

describeShell('zsh', () => {
  test.each(typed)('completes %s', async (line, expected) => {
    const script = (await program(['completion', 'zsh'])).stdout
    const cwd = directoryWith({ script, terminal, 'image-folder/index.json': '' })
    const whole = `${line.slice(0, line.lastIndexOf(' '))} ${expected}`
    const ran = await shell(`zsh -f terminal script '${line}' '${whole}'`, cwd)
    expect(ran.stdout).toContain(whole)
  })
})

function describeShell(name: string, tests: () => void): void {
  const isHere = spawnSync(name, ['-c', 'exit']).status === 0
  if (isHere) describe(name, tests)
  else describe.skip(`${name} (skipped: it is not installed)`, tests)
}
