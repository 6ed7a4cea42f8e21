import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

import { helmBinary, pinnedHelm } from '../test/helm/binaries.ts'
import type { Contender } from './measure.ts'
import { releaseImages } from './release.ts'

/** Where the benchmark sends images; nothing has to listen there. */
export const registry = 'registry.internal:5000/mirror'

/** What ours is asked for in every race. */
export const flags = ['--registry', registry, '--pull-secret', 'myregistrykey']
const nodeBundle = 'dist/bin/k8ssandra-relocate-node'

/** Our program in both its forms, as a post-renderer would call them, and an empty program of either kind. */
export function relocators(): readonly Contender[] {
  const binary = builtProgram()
  const empty = builtFile('empty')
  return [
    ...(binary === undefined ? [] : [{ name: 'ours, binary', command: binary, arguments: flags }]),
    { name: 'ours, Node', command: process.execPath, arguments: [nodeBundle, ...flags] },
    ...(empty === undefined ? [] : [{ name: 'empty binary', command: empty, arguments: [] }]),
    { name: 'empty Node', command: process.execPath, arguments: ['-e', '0'] },
  ]
}

/** What moving the bytes alone costs. */
export const copy: Contender = { name: 'cat', command: 'cat', arguments: [] }

/** Our binary, if it could be built. */
export function builtProgram(): string | undefined {
  return builtFile('k8ssandra-relocate')
}

/** A file of `scripts/binary.ts` for this machine, if it could be built. */
function builtFile(name: string): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return [`dist/bin/${name}-${system}-${process.arch}`].find(existsSync)
}

/** The crude way: every reference of the stream replaced as text, wherever it stands. No pull secrets, no care. */
export function streamEditor(folder: string): Contender {
  const script = join(folder, 'references.sed')
  const lines = targets().map(({ written, target }) => `s#${written.replaceAll('.', '\\.')}#${target}#g`)
  writeFileSync(script, lines.join('\n') + '\n')
  return { name: 'sed -E', command: 'sed', arguments: ['-E', '-f', script] }
}

/** yq with an expression that puts the registry in front of every `image`: no rules, no pull secrets. */
export function yamlProcessor(): readonly Contender[] {
  const command = goTool('yq')
  const images = '.. | select(tag == "!!map" and has("image")) | .image | select(tag == "!!str")'
  return command === undefined
    ? []
    : [{ name: 'yq', command, arguments: [`(${images}) |= "${registry}/" + .`] }]
}

/** A program of others that `.ci/run` builds from Go modules into the cache; undefined where it did not. */
function goTool(name: string): string | undefined {
  const cache = process.env['K8SSANDRA_RELOCATE_CACHE'] ?? join(homedir(), '.cache/k8ssandra-relocate')
  return [join(cache, 'bin', name)].find(existsSync)
}

/** `kubectl kustomize`, and the newest kustomize where it was built, with a list of images, on the same stream as a file; the kubectl is that of the package that the tests use. */
export async function kustomize(folder: string, stream: string): Promise<readonly Contender[]> {
  const kubectl = join(dirname(await helmBinary(pinnedHelm[4])), 'kubectl')
  const workplace = join(folder, 'kustomize')
  mkdirSync(workplace, { recursive: true })
  writeFileSync(join(workplace, 'stream.yaml'), stream)
  const images = targets().map(
    ({ written, target }) => `- name: ${nameOf(written)}\n  newName: ${nameOf(target)}\n`,
  )
  const kustomization = `resources:\n- stream.yaml\nimages:\n${images.join('')}`
  writeFileSync(join(workplace, 'kustomization.yaml'), kustomization)
  const newest = goTool('kustomize')
  return [
    { name: 'kubectl kustomize', command: kubectl, arguments: ['kustomize', workplace] },
    ...(newest === undefined
      ? []
      : [{ name: 'newest kustomize', command: newest, arguments: ['build', workplace] }]),
  ]
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
