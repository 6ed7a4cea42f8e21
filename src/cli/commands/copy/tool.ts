import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { Environment } from '../../../registry/environment.ts'

/** Where an image is copied from or to: a registry, or a layout on the disk that holds it alone. */
export type Endpoint =
  | { readonly kind: 'registry'; readonly name: string; readonly host: string; readonly trust: Trust }
  | { readonly kind: 'layout'; readonly folder: string }

/** How a registry is spoken to: as everybody, over HTTPS without looking at its certificate, or in plain HTTP. */
export type Trust = 'checked' | 'unchecked' | 'plain'

/** A program that copies images with all their platforms, byte for byte. */
export type CopyTool = {
  readonly name: string
  /** Whether it copies artifacts that are not images, as most referrers are. */
  readonly hasArtifacts: boolean
  readonly arguments: (from: Endpoint, to: Endpoint, isSigned: boolean, env: Environment) => readonly string[]
}

/** The name of the one image in a layout of one image. */
const onlyImage = 'image'

/** The tools; of those that are there the first is taken, unless another alone has a login. */
export const copyTools: readonly CopyTool[] = [
  {
    // https://github.com/containers/skopeo/blob/main/docs/skopeo-copy.1.md
    name: 'skopeo',
    hasArtifacts: false,
    arguments: (from, to, _isSigned, env) => [
      ...(hasPolicy(env) ? [] : ['--insecure-policy']),
      'copy',
      '--all',
      '--preserve-digests',
      ...unchecked(from, '--src-tls-verify=false'),
      ...unchecked(to, '--dest-tls-verify=false'),
      ...[from, to].map(end =>
        end.kind === 'layout' ? `oci:${end.folder}:${onlyImage}` : `docker://${end.name}`,
      ),
    ],
  },
  {
    // https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_copy.md
    name: 'crane',
    hasArtifacts: true,
    arguments: (from, to) => {
      const insecure = [from, to].flatMap(end => unchecked(end, '--insecure')).slice(0, 1)
      if (from.kind === 'layout') return ['push', ...insecure, from.folder, nameOf(to)]
      if (to.kind === 'layout') return ['pull', '--format=oci', ...insecure, from.name, to.folder]
      return ['copy', ...insecure, from.name, to.name]
    },
  },
  {
    // https://regclient.org/cli/regctl/image/copy/
    name: 'regctl',
    hasArtifacts: true,
    arguments: (from, to, isSigned) => [
      'image',
      'copy',
      ...[from, to].flatMap(hostOf),
      ...(isSigned ? ['--digest-tags', '--referrers'] : []),
      ...[from, to].map(end => (end.kind === 'layout' ? `ocidir://${end.folder}:${onlyImage}` : end.name)),
    ],
  },
]

function nameOf(end: Endpoint): string {
  return end.kind === 'registry' ? end.name : end.folder
}

function unchecked(end: Endpoint, flag: string): readonly string[] {
  return end.kind === 'registry' && end.trust !== 'checked' ? [flag] : []
}

function hostOf(end: Endpoint): readonly string[] {
  if (end.kind === 'layout' || end.trust === 'checked') return []
  return ['--host', `reg=${end.host},tls=${end.trust === 'plain' ? 'disabled' : 'insecure'}`]
}

/** Without a policy file skopeo copies nothing. Source: containers-policy.json(5). */
function hasPolicy(env: Environment): boolean {
  const files = [join(env['HOME'] ?? '/', '.config/containers/policy.json'), '/etc/containers/policy.json']
  return files.some(file => existsSync(file))
}
