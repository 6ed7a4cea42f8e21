import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import { builtProgram, flags, streamEditor } from './contenders.ts'
import type { Contender } from './measure.ts'

/** A tree of rendered releases, each in a file of its own. */
export type Fleet = {
  readonly files: readonly string[]
  readonly bytes: number
  /** One file as ours writes it. */
  readonly relocated: string
  readonly contenders: readonly Contender[]
}

/** Releases that ship with the tests, and the name in each that its objects begin with. */
const releases = [
  { stream: 'testdata/streams/k8ssandra-operator-1.x.yaml', name: 'payments' },
  { stream: 'testdata/streams/k8ssandra-1.x.yaml', name: 'ledger' },
] as const

/**
 * A tree of `count` releases below `folder`, by turns of either sort and under names of their own, with the programs that
 * go over it: ours in one run, with the processes it takes by itself and with one, and others over the same files.
 */
export function plantFleet(folder: string, count: number): Fleet {
  const texts = releases.map(({ stream, name }) => ({ name, text: readFileSync(stream, 'utf8') }))
  const tree = join(folder, 'clusters')
  const target = join(folder, 'relocated')
  const files: string[] = []
  let bytes = 0
  for (let index = 0; index < count; index++) {
    const { name, text } = texts[index % texts.length] ?? { name: '', text: '' }
    const file = join(tree, `c${index % 20}`, `${name}${index}`, 'release.yaml')
    const release = text.replaceAll(name, `${name}${index}`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, release)
    files.push(file)
    bytes += Buffer.byteLength(release)
  }
  return {
    files,
    bytes,
    relocated: join(target, relative(tree, files[0] ?? tree)),
    contenders: [
      { name: 'cat', command: 'cat', arguments: files },
      withFiles(streamEditor(folder), files),
      ...ours('ours, binary', tree, target, []),
      ...ours('ours, --jobs 1', tree, target, ['--jobs', '1']),
    ],
  }
}

function ours(name: string, tree: string, target: string, more: readonly string[]): readonly Contender[] {
  const command = builtProgram()
  const all = [...flags, '--quiet', '--output-dir', target, ...more, join(tree, '**/release.yaml')]
  return command === undefined ? [] : [{ name, command, arguments: all }]
}

function withFiles(contender: Contender, files: readonly string[]): Contender {
  return { ...contender, arguments: [...contender.arguments, ...files] }
}
