/** Longer texts are not decoded: a Secret holds at most 1 MiB, https://kubernetes.io/docs/concepts/configuration/secret. */
const longestText = 3_000_000

/**
 * The bytes of a base64 text, one character each; undefined when it is not base64. What comes out is looked through for
 * images, whose letters are ASCII, and never shown.
 */
export function decodeBase64(text: string): string | undefined {
  if (text.length < 8 || text.length > longestText) return undefined
  const bare = text.replace(/\s+/g, '')
  if (bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) return undefined
  return atob(bare)
}
