import type { Edit } from './edit.ts'

/**
 * The edits, those that insert at one place with the innermost first: what goes on on a line, then whole lines, the deeper
 * ones first, because a text or mapping that ends where the one around it ends would lose its last lines to that.
 */
export function innermostFirst(edits: readonly Edit[]): readonly Edit[] {
  const seen = new Set<number>()
  let isShared = false
  for (const { start, end } of edits) {
    if (start !== end) continue
    isShared ||= seen.has(start)
    seen.add(start)
  }
  if (!isShared) return edits
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end || depthOf(b) - depthOf(a))
}

/** How deep the first of whole lines is indented; more than any for what goes on on a line. */
function depthOf({ text }: Edit): number {
  const lines = /^\r?\n( *)/.exec(text) ?? (text.endsWith('\n') ? /^( *)/.exec(text) : null)
  return lines?.[1]?.length ?? Number.MAX_SAFE_INTEGER
}
