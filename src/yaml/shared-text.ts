import { detachedText } from './detached-text.ts'

/**
 * Texts that a stream has many times, such as kinds and images, held once.
 */
export function sharedText(text: string): string {
  if (text.length > longest) return text
  const known = shared.get(text)
  if (known !== undefined) return known
  if (shared.size >= most) shared.clear()
  const copy = detachedText(text)
  shared.set(copy, copy)
  return copy
}

const shared = new Map<string, string>()
const most = 4096
const longest = 300
