import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'

import { jsonObjectIn } from '../../../json-object.ts'
import { readRegularFile } from '../../../regular-file.ts'
import { makeTemporary } from './make-temporary.ts'

/** One image in a layout. */
export type FolderEntry = {
  readonly descriptor: Descriptor
  /** What it is: the image as the manifests named it, and as it is to be named. */
  readonly source: string
  readonly target: string
}

type Descriptor = {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly annotations?: Readonly<Record<string, string>>
}

const refName = 'org.opencontainers.image.ref.name'
const targetName = 'k8ssandra-relocate.io/target'
const indexType = 'application/vnd.oci.image.index.v1+json'

/**
 * A folder of images as OCI defines it (https://github.com/opencontainers/image-spec/blob/main/image-layout.md). Its index
 * names each image by its source, which any tool can read, and by its target.
 */
export type ImageFolder = {
  readonly entries: () => readonly FolderEntry[]
  /** A layout of its own for the next image, which a tool writes; `add` takes it in. */
  readonly stage: () => string
  readonly add: (staged: string, source: string, target: string) => FolderEntry
  /** A layout that shows one image alone. To be removed by `discard`. */
  readonly view: (entry: FolderEntry) => string
  readonly discard: (folder: string) => void
  /** Removes the folder if it was made for this run and holds no image. */
  readonly close: () => void
}

/**
 * Opens a layout; where `isNew` allows it, one that is not there is made for its first image. Throws with the reason where the
 * folder is none.
 */
export function openImageFolder(folder: string, isNew: boolean): ImageFolder {
  const path = resolve(folder)
  const isThere = (): boolean => existsSync(join(path, 'index.json'))
  let made: string | undefined
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory() === false) throw new Error(`${folder} is no directory`)
  if (isThere()) readIndex(path)
  else if (!isNew) throw new Error(`${folder} holds no images: it has no index.json`)
  return {
    entries: () => (isThere() ? readIndex(path).map(entryOf) : []),
    stage: () => {
      if (!isThere()) made = makeFolder(path)
      return mkdtempSync(join(path, '.staged-'))
    },
    add: (staged, source, target) => {
      const [descriptor] = readIndex(staged)
      if (descriptor === undefined) throw new Error('the tool wrote no image')
      moveBlobs(staged, path)
      const { annotations: _old, ...plain } = descriptor
      const annotations = { [refName]: source, [targetName]: target }
      const others = readIndex(path).filter(other => other.annotations?.[refName] !== source)
      const added = { ...plain, annotations }
      writeIndex(path, [...others, added])
      rmSync(staged, { recursive: true, force: true })
      return entryOf(added)
    },
    view: ({ descriptor }) => {
      const view = makeTemporary(path, '.view-')
      symlinkSync(join(path, 'blobs'), join(view, 'blobs'), 'dir')
      writeFileSync(join(view, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
      writeIndex(view, [{ ...descriptor, annotations: { [refName]: 'image' } }])
      return view
    },
    discard: staged => rmSync(staged, { recursive: true, force: true }),
    close() {
      if (made !== undefined && readIndex(path).length === 0) rmSync(made, { recursive: true, force: true })
    },
  }
}

/** Makes an empty layout; the uppermost folder that was not there. Of a folder that was there, nothing is to be removed. */
function makeFolder(path: string): string | undefined {
  const made = mkdirSync(path, { recursive: true })
  mkdirSync(join(path, 'blobs', 'sha256'), { recursive: true })
  writeFileSync(join(path, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
  writeIndex(path, [])
  return made
}

function entryOf(descriptor: Descriptor): FolderEntry {
  const source = descriptor.annotations?.[refName] ?? ''
  return { descriptor, source, target: descriptor.annotations?.[targetName] ?? '' }
}

function readIndex(folder: string): readonly Descriptor[] {
  const file = join(folder, 'index.json')
  const manifests = manifestsIn(readRegularFile(file).toString('utf8'))
  if (manifests === undefined)
    throw new Error(
      `${file} is damaged: it is no JSON object with a list of manifests, each with type and digest`,
    )
  return manifests
}

function manifestsIn(text: string): readonly Descriptor[] | undefined {
  const manifests = jsonObjectIn(text)?.['manifests']
  return Array.isArray(manifests) && manifests.every(isDescriptor) ? manifests : undefined
}

/** A digest names a file below `blobs/`, so that it has to be one. */
function isDescriptor(value: unknown): value is Descriptor {
  if (typeof value !== 'object' || value === null) return false
  const { mediaType, digest, annotations = {} } = value as Readonly<Record<string, unknown>>
  return (
    typeof mediaType === 'string' &&
    typeof digest === 'string' &&
    /^[a-z0-9]{1,20}:[0-9a-f]{32,128}$/.test(digest) &&
    typeof annotations === 'object' &&
    annotations !== null &&
    Object.values(annotations).every(text => typeof text === 'string')
  )
}

/** Written to a file next to it and renamed: an interrupted run leaves the old index or the new one. */
function writeIndex(folder: string, manifests: readonly Descriptor[]): void {
  const sorted = manifests.toSorted((one, other) =>
    (one.annotations?.[refName] ?? '') < (other.annotations?.[refName] ?? '') ? -1 : 1,
  )
  const text = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests: sorted }, null, 2)
  const next = join(folder, '.index.json.tmp')
  writeFileSync(next, `${text}\n`)
  renameSync(next, join(folder, 'index.json'))
}

/** A blob is named by its content, so that one that is there already is the same. */
function moveBlobs(from: string, to: string): void {
  for (const algorithm of readdirSync(join(from, 'blobs'))) {
    mkdirSync(join(to, 'blobs', algorithm), { recursive: true })
    for (const name of readdirSync(join(from, 'blobs', algorithm)))
      renameSync(join(from, 'blobs', algorithm, name), join(to, 'blobs', algorithm, name))
  }
}
