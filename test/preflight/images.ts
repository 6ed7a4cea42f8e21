import { execFile, execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { writeImageLayout } from '../copy/image-layout.ts'

/** An entry for docker-registry: the user `robot` with the password `correct horse`. */
export function passwordProtection(folder: string): { readonly auth: object } {
  const path = join(folder, 'htpasswd')
  writeFileSync(path, execFileSync('htpasswd', ['-Bbn', 'robot', 'correct horse']))
  return { auth: { htpasswd: { realm: 'test', path } } }
}

/** Makes an image for amd64 and arm64 and puts it into a registry; gives its digest. */
export async function pushImage(
  folder: string,
  host: string,
  name: string,
  { single = false, credentials = '' } = {},
): Promise<string> {
  const layout = join(folder, 'layouts', name.replaceAll(/[/:]/g, '_'))
  const digest = writeImageLayout(layout, name)
  const policy = join(folder, 'policy.json')
  writeFileSync(policy, JSON.stringify({ default: [{ type: 'insecureAcceptAnything' }] }))
  const flags = single ? [] : ['--all', '--preserve-digests']
  const login = credentials === '' ? [] : [`--dest-creds=${credentials}`]
  const args = ['--policy', policy, 'copy', ...flags, '--dest-tls-verify=false', ...login]
  await promisify(execFile)('skopeo', [...args, `oci:${layout}`, `docker://${host}/${name}`], {
    env: { ...process.env, HOME: folder },
  })
  return digest
}
