import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import type { Environment } from '../../../registry/environment.ts'
import { runTool } from './run-tool.ts'

/** A place on the disk that images are carried in: a folder, or an archive of one. */
export type Carrier = { readonly kind: 'oci' | 'tar'; readonly path: string }

/** Reads `oci:DIR` or `tar:FILE`; undefined for anything else. */
export function parseCarrier(text: string): Carrier | undefined {
  const [, kind, path] = /^(oci|tar):(.+)$/.exec(text) ?? []
  return path === undefined ? undefined : { kind: kind === 'tar' ? 'tar' : 'oci', path }
}

/** The folder of a carrier, unpacked for reading or new for writing, and what is to be done at the end. */
export async function openCarrier(
  { kind, path }: Carrier,
  isRead: boolean,
  cwd: string,
  env: Environment,
  signal: AbortSignal,
): Promise<{ readonly folder: string; readonly close: (isGood: boolean) => Promise<string | undefined> }> {
  const file = resolve(cwd, path)
  if (kind === 'oci') return { folder: file, close: () => Promise.resolve(undefined) }
  const folder = mkdtempSync(join(dirname(file), '.images-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  if (isRead) {
    const fault = await runTool('tar', ['-xf', file, '-C', folder], env, signal)
    if (fault !== undefined) {
      remove()
      throw new Error(`${path} cannot be unpacked: ${fault}`)
    }
  }
  return {
    folder,
    close: async isGood => {
      const fault = isRead || !isGood ? undefined : await pack(folder, file, env, signal)
      remove()
      return fault
    },
  }
}

async function pack(
  folder: string,
  file: string,
  env: Environment,
  signal: AbortSignal,
): Promise<string | undefined> {
  const next = `${file}.${process.pid}.tmp`
  const fault = await runTool(
    'tar',
    ['-cf', next, '-C', folder, 'oci-layout', 'index.json', 'blobs'],
    env,
    signal,
  )
  if (fault === undefined) renameSync(next, file)
  else rmSync(next, { force: true })
  return fault
}
