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

/** Whether one of these rows is about a word. */
export function isRegistryWord(word: string): boolean {
  return registryWords.some(row => row.word.test(word))
}

/** The name of an image that is put after the registry under a word; undefined where that is not known. */
export function exampleBelow(word: string): string | undefined {
  return registryWords.find(row => row.word.test(word))?.example
}
