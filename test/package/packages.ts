import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { version } from '../../src/cli/version.ts'

export const hasGnupg = spawnSync('gpg', ['--version']).status === 0

/** The packages of this machine's binary in a folder of their own, signed where GnuPG is there. */
export type Packages = {
  readonly folder: string
  /** Public half of the key they are signed with; it exists where GnuPG does. */
  readonly keyring: string
  file(name: string): string
  remove(): void
}

/** Packs as a release does, with a key that lives as long as the test. */
export function makePackages(): Packages {
  const folder = mkdtempSync(join(tmpdir(), 'packages-'))
  const home = mkdtempSync(join(tmpdir(), 'gnupg-'))
  const keyring = join(folder, 'public.gpg')
  const env = { ...process.env, GNUPGHOME: home }
  const key = 'Throw Away <throw-away@example.com>'
  const signing = hasGnupg ? ['--sign', 'throw-away@example.com'] : []
  if (hasGnupg) {
    const options = ['--batch', '--passphrase', '', '--quick-generate-key', key, 'rsa2048', 'sign', 'never']
    execFileSync('gpg', options, { env, stdio: 'pipe' })
    writeFileSync(keyring, execFileSync('gpg', ['--export'], { env, stdio: 'pipe' }))
  }
  const args = [
    '--import',
    'tsx',
    'scripts/package.ts',
    '--target',
    'linux-x64',
    '--output',
    folder,
    ...signing,
  ]
  execFileSync(process.execPath, args, { env, stdio: 'pipe' })
  if (hasGnupg) spawnSync('gpgconf', ['--kill', 'all'], { env })
  rmSync(home, { recursive: true, force: true })
  return {
    folder,
    keyring,
    file: name => join(folder, `${name}-${version}-linux-x64.tgz`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
