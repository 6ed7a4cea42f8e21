import type { Hunk } from './hunk.ts'

/** One line of a unified diff, its sign included, and what it is, for whoever colours it. */
export type DiffLine = {
  readonly kind: 'file' | 'range' | 'context' | 'removed' | 'added'
  /** Without its line end. */
  readonly text: string
}

/** Lines around a change that are shown, as `diff -u` does. */
const context = 3

const withoutEnd = '\\ No newline at end of file'

/**
 * The unified diff of two texts whose hunks are known: no search for what changed, so its cost is the length of the texts.
 * The format is that of https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html, which `patch` reads.
 * Empty when there are no hunks.
 */
export function unifiedDiff(
  before: string,
  after: string,
  hunks: Iterable<Hunk>,
  names: { readonly before: string; readonly after: string },
): readonly DiffLine[] {
  const ordered = [...new Set(hunks)].sort((a, b) => a.line - b.line)
  if (ordered.length === 0) return []
  const old = linesOf(before)
  const changed = linesOf(after)
  const lines: DiffLine[] = [
    { kind: 'file', text: `--- ${names.before}` },
    { kind: 'file', text: `+++ ${names.after}` },
  ]
  let shift = 0
  for (const group of groupsOf(ordered)) {
    lines.push(...groupLines(group, old, changed, shift))
    for (const { added, removed } of group) shift += added - removed
  }
  return lines
}

/** Hunks whose contexts touch are shown as one. */
function groupsOf(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = []
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1)
    if (last !== undefined && hunk.line - (last.line + last.removed) <= 2 * context) groups.at(-1)?.push(hunk)
    else groups.push([hunk])
  }
  return groups
}

function groupLines(
  group: readonly Hunk[],
  old: readonly string[],
  changed: readonly string[],
  shift: number,
): readonly DiffLine[] {
  const first = Math.max(1, (group[0]?.line ?? 1) - context)
  const last = group.at(-1)
  const end = Math.min(old.length, (last?.line ?? 1) + (last?.removed ?? 0) + context - 1)
  const body: DiffLine[] = []
  let line = first
  let moved = shift
  for (const hunk of group) {
    body.push(...signed(' ', 'context', old.slice(line - 1, hunk.line - 1)))
    body.push(...signed('-', 'removed', old.slice(hunk.line - 1, hunk.line - 1 + hunk.removed)))
    const at = hunk.line - 1 + moved
    body.push(...signed('+', 'added', changed.slice(at, at + hunk.added)))
    line = hunk.line + hunk.removed
    moved += hunk.added - hunk.removed
  }
  body.push(...signed(' ', 'context', old.slice(line - 1, end)))
  const removed = range(first, end - first + 1)
  const added = range(first + shift, end - first + 1 + moved - shift)
  return [{ kind: 'range', text: `@@ -${removed} +${added} @@` }, ...body]
}

/** `START,COUNT`. A change leaves lines on both sides: neither text is empty. */
function range(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`
}

function signed(sign: string, kind: DiffLine['kind'], lines: readonly string[]): readonly DiffLine[] {
  return lines.flatMap(line => {
    if (line.endsWith('\n')) return [{ kind, text: sign + line.slice(0, -1) }]
    return [
      { kind, text: sign + line },
      { kind: 'context', text: withoutEnd },
    ]
  })
}

/** The lines of a text with their ends; the last may have none. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = []
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    lines.push(text.slice(start, end + 1))
    start = end + 1
  }
  if (start < text.length) lines.push(text.slice(start))
  return lines
}
