import { resolve } from 'node:path'

import { suggestion } from '../../../config/spelling.ts'
import type { Problem } from '../../../problem.ts'
import { canonical } from '../../../reference/canonical.ts'
import { registeredLengths } from '../../../reference/digest.ts'
import { parseReference } from '../../../reference/parse.ts'
import { quote } from '../../../reference/quote.ts'
import { formatReference } from '../../../reference/reference.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import type { LockedImage } from '../../../rules/lock.ts'
import { dataOf } from '../../../yaml/data.ts'

import { readSettingsFile } from './settings-file.ts'

type Loaded = { readonly images?: readonly LockedImage[]; readonly problems: readonly Problem[] }

const remedy = 'write it with: k8ssandra-relocate images --lock FILE'
const version = 'k8ssandra-relocate.io/v1alpha1'

/** Reads a lock file; without a name there is none. All of it is checked: a digest that does not count is an image that is not locked. */
export function loadLock(name: string, cwd: string): Loaded {
  const file = readSettingsFile(resolve(cwd, name), name, 'lock')
  if ('problem' in file) return { problems: [file.problem] }
  const images = imagesIn(file.text)
  if (images === undefined) return fault(`${quote(name)} is not a lock of k8ssandra-relocate`)
  if (typeof images === 'string') return fault(`${quote(name)} is not a usable lock: ${images}`)
  return { images, problems: [] }
}

/** The images; why they are none, for what says that it is a lock; else undefined. */
function imagesIn(text: string): readonly LockedImage[] | string | undefined {
  const { apiVersion, kind, images } = (dataOf(text) ?? {}) as Readonly<Record<string, unknown>>
  if (kind !== 'ImageLock' || !Array.isArray(images)) return undefined
  if (apiVersion !== version) return `its apiVersion is not ${version}`
  const digests = new Map<string, unknown>()
  for (const [index, image] of images.entries()) {
    const why = faultOf(image) ?? contradiction(image as LockedImage, digests)
    if (why !== undefined) return `images[${index}]: ${why}`
  }
  return images as readonly LockedImage[]
}

function faultOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is not an object'
  const { source, digest } = value as Readonly<Record<string, unknown>>
  const [unknown] = Object.keys(value).filter(key => !fields.includes(key))
  if (unknown !== undefined) return `unknown field ${quote(unknown)}; ${suggestion(unknown, fields)}`
  if (typeof source !== 'string' || isRefusal(parseReference(source))) return 'its source is not an image'
  const [, algorithm = '', hex = ''] =
    /^([a-z0-9]+):([0-9a-f]+)$/.exec(typeof digest === 'string' ? digest : '') ?? []
  return registeredLengths.get(algorithm) === hex.length
    ? undefined
    : 'its digest is not sha256:… of 64 digits, or sha512:… of 128'
}

const fields: readonly string[] = ['source', 'digest']

/** Two digests for one image: what a merge of two locks leaves behind. */
function contradiction({ source, digest }: LockedImage, digests: Map<string, unknown>): string | undefined {
  const reference = parseReference(source)
  if (isRefusal(reference)) return undefined
  const { tag = 'latest', ...name } = canonical(reference)
  const key = formatReference({ ...name, tag })
  const other = digests.get(key)
  digests.set(key, digest)
  return other === undefined || other === digest
    ? undefined
    : `another entry has another digest for ${quote(source)}`
}

function fault(message: string): Loaded {
  return { problems: [{ code: 'CONFIG_UNREADABLE', message, remedy }] }
}
