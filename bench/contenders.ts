import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Contender } from './measure.ts'
import { releaseImages } from './release.ts'

/** Where the benchmark sends images; nothing has to listen there. */
export const registry = 'registry.internal:5000/mirror'

/** Our program as a post-renderer would call it. */
export function relocator(command: string): Contender {
  const words = command.split(' ')
  return {
    name: 'k8ssandra-relocate',
    command: words[0] ?? command,
    arguments: [...words.slice(1), '--registry', registry, '--pull-secret', 'myregistrykey'],
  }
}

/** What starting Node alone costs, and what moving the bytes alone costs. */
export const floors: readonly Contender[] = [
  { name: 'node -e 0', command: process.execPath, arguments: ['-e', '0'] },
  { name: 'cat', command: 'cat', arguments: [] },
]

/** The crude way: every reference of the stream replaced as text, wherever it stands. No pull secrets, no care. */
export function streamEditor(folder: string): Contender {
  const script = join(folder, 'references.sed')
  const lines = targets().map(({ written, target }) => `s#${written.replaceAll('.', '\\.')}#${target}#g`)
  writeFileSync(script, lines.join('\n') + '\n')
  return { name: 'sed -E', command: 'sed', arguments: ['-E', '-f', script] }
}

/** `kubectl kustomize` with a list of images, on the same stream as a file; undefined when there is no kubectl. */
export function kustomize(folder: string, stream: string): Contender | undefined {
  if (spawnSync('kubectl', ['kustomize', '--help'], { stdio: 'ignore' }).status !== 0) return undefined
  const workplace = join(folder, 'kustomize')
  mkdirSync(workplace, { recursive: true })
  writeFileSync(join(workplace, 'stream.yaml'), stream)
  const images = targets().map(
    ({ written, target }) => `- name: ${nameOf(written)}\n  newName: ${nameOf(target)}\n`,
  )
  const kustomization = `resources:\n- stream.yaml\nimages:\n${images.join('')}`
  writeFileSync(join(workplace, 'kustomization.yaml'), kustomization)
  return { name: 'kubectl kustomize', command: 'kubectl', arguments: ['kustomize', workplace] }
}

function targets(): { written: string; target: string }[] {
  return [...new Set(Object.values(releaseImages))].map(written => ({
    written,
    target: `${registry}/${written.replace(/^(?:docker|quay)\.io\//, '')}`,
  }))
}

function nameOf(reference: string): string {
  return reference.slice(0, reference.lastIndexOf(':'))
}
