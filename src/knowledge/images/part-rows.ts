import { byWord } from '../../yaml/by-word.ts'
import type { PartName } from '../fieldspecs/fieldspec.ts'
import { wordsOf } from './key-words.ts'

/**
 * Settings of operators that put one registry in front of several images: variables of their containers, or keys of a
 * ConfigMap that becomes such variables. They are moved together or not at all.
 */
export const sharedRegistries: readonly { readonly registry: string; readonly names: RegExp }[] = [
  // https://github.com/mongodb/mongodb-kubernetes-operator/blob/master/controllers/construct/mongodbstatefulset.go
  { registry: 'MONGODB_REPO_URL', names: /^MONGODB_IMAGE$/ },
  // https://docs.victoriametrics.com/operator/configuration/#environment-variables
  { registry: 'VM_CONTAINERREGISTRY', names: /^VM_[A-Z0-9_]+_IMAGE$/ },
]

/**
 * Variables of VictoriaMetrics' operator (`VM_VMALERTDEFAULT_IMAGE`), whose prefix is not a virtual machine.
 * Source: https://docs.victoriametrics.com/operator/configuration/#environment-variables
 */
const operatorImages =
  /^VM_(?:V[A-Z]+DEFAULT|VMBACKUP|VMALERTMANAGER_ALERTMANAGERDEFAULTBASE|[A-Z_]*RELOADER)_?IMAGE$/

/** Whether a variable names an image of an operator, whatever its prefix says. */
export function isOperatorImage(name: string): boolean {
  return operatorImages.test(name)
}

/** Settings that hold the registry of several images: `IMAGE_REGISTRY`, `ACME_CONTAINER_REGISTRY`, `imageRepoUrl`. */
const sharedWords =
  /^(.{0,60}?)_?(?:(?:default|global|container|docker|oci|image|images)_?)*(?:registry|(?:repo|repository)_url)(?:_(?:url|host|server|prefix|address))?$/

const longestKey = 60

/** What each of them has, however its words are joined. */
const sharedHint = /registry|url/i

/** What the names of the images begin with whose registry a key holds; undefined for every other key. */
export function sharedRegistryPrefix(key: string): string | undefined {
  if (key.length > longestKey || !sharedHint.test(key)) return undefined
  return sharedWords.exec(wordsOf(key).join('_'))?.[1]
}

/** Whether a name has this prefix. */
export function isSharedRegistryOf(prefix: string, name: string): boolean {
  return prefix === '' || wordsOf(name).join('_').startsWith(`${prefix}_`)
}

/** What `isSharedRegistryOf` takes for a name: what it begins with, word by word. */
export function sharedPrefixesOf(name: string): readonly string[] {
  const prefixes = ['']
  const words = wordsOf(name.slice(0, longestKey + 1))
  for (let count = 1; count < words.length; count++) prefixes.push(words.slice(0, count).join('_'))
  return prefixes
}

/**
 * A part of an image that a key holds, and which image of several: `proxyImageTag` is the tag of `proxy`. `exact`: the same
 * with the words that say what kind of thing it is: `worker_image`, next to `worker_container`.
 */
type KeyPart = {
  readonly family: string
  readonly exact: string
  readonly part: PartName
  readonly isPlain: boolean
}

const parts: Readonly<Record<string, PartName>> = {
  registry: 'registry',
  hub: 'registry',
  repository: 'repository',
  repo: 'repository',
  image: 'name',
  name: 'name',
  tag: 'tag',
  version: 'tag',
  digest: 'digest',
  sha: 'digest',
  sha256: 'digest',
}

/** Words of a key that say what kind of thing it is about, and not which. */
const common: ReadonlySet<string> = new Set(['image', 'container', 'docker', 'default'])

/** Words of a key that make a repository one of source code, charts or packages. */
const packageWords: ReadonlySet<string> = new Set(
  'git svn chart charts maven npm pypi apt yum rpm'.split(' '),
)

/** Whether a key names a repository that holds no images: `GIT_REPOSITORY`, `chartRepo`. */
export function isPackageRepository(key: string): boolean {
  return wordsOf(key).some(word => packageWords.has(word))
}

/** The part that a key holds by the usual names; undefined for every other key. */
export const partOfKey = byWord((key): KeyPart | undefined => {
  const words = wordsOf(key)
  const last = words.at(-1) ?? ''
  const part = Object.hasOwn(parts, last) ? parts[last] : undefined
  const before = words.slice(0, -1)
  const family = before.filter(word => !common.has(word)).join('_')
  // `postgres_image_version` is the tag of the image; a `version` may be that of something else.
  const isPlain = last === 'name' || (last === 'version' && before.at(-1) !== 'image')
  const exact = (last === 'image' ? words : before).join('_')
  return part === undefined ? undefined : { family, exact, part, isPlain }
})
