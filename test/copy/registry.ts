import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { freePort } from '../free-port.ts'

/** Debian's packages docker-registry and skopeo. */
export const missingPrograms = ['docker-registry', 'skopeo'].filter(
  program => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
)

/** A registry of its own on the loopback interface, with nothing in it. */
export type Registry = {
  readonly host: string
  /** Every `repository:tag` it has, sorted. */
  names(): Promise<string[]>
  /** The manifest under a tag or a digest; undefined when there is none. */
  manifest(repository: string, version: string): Promise<Manifest | undefined>
  stop(): Promise<void>
}

export type Manifest = { readonly digest: string; readonly mediaType: string }

/** How a registry is protected: sections of its configuration, as https://distribution.github.io/distribution/about/configuration/ has them. */
export type Protection = { readonly auth?: object; readonly tls?: object }

export async function startRegistry(protection: Protection = {}): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-registry-'))
  const host = `127.0.0.1:${await freePort()}`
  mkdirSync(join(folder, 'storage'))
  writeFileSync(join(folder, 'config.yml'), configOf(host, join(folder, 'storage'), protection))
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: 'ignore' })
  await untilReady(host, child)
  return {
    host,
    names: () => namesOf(host),
    manifest: (repository, version) => manifestOf(host, repository, version),
    stop: () =>
      new Promise(resolve => {
        child.on('close', () => {
          rmSync(folder, { recursive: true, force: true })
          resolve()
        })
        child.kill()
      }),
  }
}

function configOf(host: string, storage: string, { auth, tls }: Protection): string {
  return JSON.stringify({
    version: '0.1',
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
    http: { addr: host, ...(tls === undefined ? {} : { tls }) },
    ...(auth === undefined ? {} : { auth }),
  })
}

async function untilReady(host: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100 && child.exitCode === null; attempt++) {
    const isUp = await new Promise<boolean>(resolve => {
      const [address = '', port = ''] = host.split(':')
      const socket = connect(Number(port), address, () => resolve(true)).on('error', () => resolve(false))
      socket.on('connect', () => socket.end())
    })
    if (isUp) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error(`docker-registry does not answer at ${host}`)
}

async function namesOf(host: string): Promise<string[]> {
  const { repositories } = (await (await fetch(`http://${host}/v2/_catalog?n=1000`)).json()) as {
    repositories: string[]
  }
  const lists = await Promise.all(
    repositories.map(async repository => {
      const answer = await fetch(`http://${host}/v2/${repository}/tags/list`)
      const { tags } = (await answer.json()) as { tags: string[] | null }
      return (tags ?? []).map(tag => `${repository}:${tag}`)
    }),
  )
  return lists.flat().sort()
}

async function manifestOf(host: string, repository: string, version: string): Promise<Manifest | undefined> {
  const answer = await fetch(`http://${host}/v2/${repository}/manifests/${version}`, {
    headers: {
      accept: 'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json',
    },
  })
  if (!answer.ok) return undefined
  return {
    digest: answer.headers.get('docker-content-digest') ?? '',
    mediaType: answer.headers.get('content-type') ?? '',
  }
}
