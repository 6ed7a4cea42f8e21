import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

type Descriptor = {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly platform?: { readonly os: string; readonly architecture: string }
}

const types = {
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
} as const

/**
 * An image for two architectures, written by hand as an OCI layout (https://github.com/opencontainers/image-spec): its
 * one layer is an empty archive. The name goes into its configuration, so that no two images are equal. Gives the digest.
 */
export function writeImageLayout(folder: string, name: string): string {
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true })
  const archive = Buffer.alloc(1024)
  const layer = writeBlob(folder, types.layer, gzipSync(archive))
  const manifests = ['amd64', 'arm64'].map(architecture => {
    const config = writeJson(folder, types.config, {
      architecture,
      os: 'linux',
      config: { Labels: { name } },
      rootfs: { type: 'layers', diff_ids: [digestOf(archive)] },
    })
    const manifest = { schemaVersion: 2, mediaType: types.manifest, config, layers: [layer] }
    return { ...writeJson(folder, types.manifest, manifest), platform: { os: 'linux', architecture } }
  })
  const index = writeJson(folder, types.index, { schemaVersion: 2, mediaType: types.index, manifests })
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [index] }))
  return index.digest
}

function writeJson(folder: string, mediaType: string, value: object): Descriptor {
  return writeBlob(folder, mediaType, Buffer.from(JSON.stringify(value)))
}

function writeBlob(folder: string, mediaType: string, content: Buffer): Descriptor {
  const digest = digestOf(content)
  writeFileSync(join(folder, 'blobs', ...digest.split(':')), content)
  return { mediaType, digest, size: content.length }
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}
