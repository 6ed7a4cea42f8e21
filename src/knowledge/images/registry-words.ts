import { detachedText } from '../../yaml/detached-text.ts'

/**
 * Settings that hold a registry alone, wherever they are written: flags, variables, texts in ConfigMaps. An operator puts it
 * in front of the names of its images, of which `example` is one; without an example, what comes after it is not known.
 */
const registryWords: readonly { readonly word: RegExp; readonly example?: string }[] = [
  // https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/configure-eck
  { word: /^(?:container-registry|CONTAINER_REGISTRY)$/, example: 'elasticsearch/elasticsearch' },
  // https://open-policy-agent.github.io/gatekeeper/website/docs/mutation#assignimage
  { word: /^assignDomain$/ },
]

/** Words of a key, whatever it is called, below which a public registry alone is one that images are put after. */
const ofImages =
  /(?:^|[_.-])(?:images?|imgs?|container|docker|registry|registries|repos?|repository|hub)(?=[_.-]|$)/

/** Words of a key that logs in to a registry. */
const ofLogins =
  /(?:^|[_.-])(?:auths?|secrets?|credentials?|creds|login|users?|username|password|token)(?=[_.-]|$)/

const mostKeys = 20_000
const known = new Map<string, boolean>()

/** Whether a key (`imagePrefix`, `REGISTRY_HOST`, `repo-prefix`) says that a registry alone is one of images. */
export function isAddressWord(key: string): boolean {
  let isAddress = known.get(key)
  if (isAddress === undefined) {
    const words = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
    isAddress = ofImages.test(words) && !ofLogins.test(words)
    if (known.size < mostKeys) known.set(detachedText(key), isAddress)
  }
  return isAddress
}

/** Whether one of these rows is about a word. */
export function isRegistryWord(word: string): boolean {
  return registryWords.some(row => row.word.test(word))
}

/** The name of an image that is put after the registry under a word; undefined where that is not known. */
export function exampleBelow(word: string): string | undefined {
  return registryWords.find(row => row.word.test(word))?.example
}
