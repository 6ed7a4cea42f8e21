import { byWord } from '../../yaml/by-word.ts'
import { wordsOf } from './key-words.ts'

/**
 * Settings that hold a registry alone, wherever they are written: flags, variables, texts in ConfigMaps. An operator puts it
 * in front of the names of its images, of which `example` is one; without an example, what comes after it is not known.
 * `value`: the only ones that say so.
 */
const registryWords: readonly {
  readonly word: RegExp
  readonly example?: string
  readonly value?: RegExp
}[] = [
  // https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/configure-eck
  { word: /^(?:container-registry|CONTAINER_REGISTRY)$/, example: 'elasticsearch/elasticsearch' },
  // https://open-policy-agent.github.io/gatekeeper/website/docs/mutation#assignimage
  { word: /^assignDomain$/ },
  // https://istio.io/latest/docs/reference/commands/pilot-discovery/, in charts of others and in what they render.
  {
    word: /^hub$/,
    example: 'proxyv2',
    value:
      /^(?:docker\.io\/istio|gcr\.io\/istio-(?:release|testing)|registry\.istio\.io\/(?:release|testing))$/,
  },
]

/** Words of a key, whatever it is called, below which a public registry alone is one that images are put after. */
const ofImages: ReadonlySet<string> = new Set(
  'image images img imgs container docker registry registries repo repos repository hub'.split(' '),
)

/** Words of a key that logs in to a registry. */
const ofLogins: ReadonlySet<string> = new Set(
  'auth auths secret secrets credential credentials creds login user users username password token'.split(
    ' ',
  ),
)

/** Whether a key (`imagePrefix`, `REGISTRY_HOST`, `repo-prefix`) says that a registry alone is one of images. */
export const isAddressWord = byWord(key => {
  const words = wordsOf(key)
  return words.some(word => ofImages.has(word)) && !words.some(word => ofLogins.has(word))
})

/** Whether one of these rows is about a word. */
export function isRegistryWord(word: string): boolean {
  return registryWords.some(row => row.word.test(word))
}

/** The name of an image that is put after a registry under a word; undefined where that is not known. */
export function exampleBelow(word: string, registry: string): string | undefined {
  return registryWords.find(row => row.word.test(word) && row.value?.test(registry) !== false)?.example
}
