import { classOfWord } from './candidates/word.ts'

/** A key, and whether the key above it says that its value is an image. */
export type Member = { readonly name: string; readonly isMember: boolean }

/** A table of images by name, and an image that is an object: `images: {web: nginx}`, `image: {name: nginx}`, `image: {value: …, options: […]}`, `imageGroupOne: {value: …}`. */
export function isMemberOf(above: string, name: string): boolean {
  if (classOfWord(above) !== 'image') return false
  if (/images$/i.test(above)) return classOfWord(name) === 'none' && !/tag$|policy$/i.test(name)
  return (
    /image(?:group[a-z]+)?$/i.test(above) &&
    /^(?:name|ref|reference|uri|url|value|default|options)$/.test(name)
  )
}
