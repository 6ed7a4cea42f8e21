/**
 * Settings of operators that hold a registry alone, wherever they are written: flags, variables, texts in ConfigMaps. The
 * operator puts it in front of the names of its images, of which `example` is one.
 */
const registryWords: readonly { readonly word: RegExp; readonly example: string }[] = [
  // https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/configure-eck
  { word: /^(?:container-registry|CONTAINER_REGISTRY)$/, example: 'elasticsearch/elasticsearch' },
]

/** The name of an image that is put behind the registry under a word; undefined where that is not known. */
export function exampleBelow(word: string): string | undefined {
  return registryWords.find(row => row.word.test(word))?.example
}
