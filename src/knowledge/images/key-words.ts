/** The words of a key, in small letters: `proxyImage_tag` is `proxy`, `image` and `tag`. */
export function wordsOf(key: string): readonly string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_\-.]+/)
}
