/**
 * The kinds a document may be, from a look at its text: every `kind:` at the start of a line, '' where the value cannot be
 * told. There are several where two documents ran into one (a separator glued to the end of a value), or where one of the
 * lines is inside a text. None for JSON.
 *
 * Promise: the kind that Kubernetes reads is one of these, or '' is, or there are none.
 */
export function peekKinds(document: string): readonly string[] {
  const kinds: string[] = []
  for (let at = document.indexOf('kind'); at >= 0; at = document.indexOf('kind', at + 4)) {
    if (at > 0 && document.charCodeAt(at - 1) !== 0x0a) continue
    const line = lineAt(document, at)
    if (!/^kind[ \t]*:/.test(line)) continue
    kinds.push(/^kind[ \t]*:[ \t]+["']?([A-Za-z0-9]+)["']?[ \t]*(?:#.*)?\r?$/.exec(line)?.[1] ?? '')
  }
  return kinds.length > 0 && isUnusual(document) ? [...kinds, ''] : kinds
}

/**
 * Whether a key of the outermost mapping may be written in another way than as plain text at the start of a line: a line
 * that starts with a sign, lines that end without a line feed, or a first line that is indented.
 */
function isUnusual(document: string): boolean {
  if (/\n["'?!&*{[%<]/.test(document) || hasOtherLineBreak(document)) return true
  return /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:[ \t]+[^ \t\r\n#]|["'?!&*{[%<])/.test(document)
}

/** Whether a line ends without a line feed. To look for the characters alone is faster, and most documents have none. */
function hasOtherLineBreak(document: string): boolean {
  return (
    (document.includes('\r') && /\r(?!\n)/.test(document)) ||
    document.includes('\x85') ||
    document.includes('\u2028') ||
    document.includes('\u2029')
  )
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start)
  return text.slice(start, end < 0 ? undefined : Math.min(end, start + 300))
}

/** The template a document was rendered from: Helm 3's `# Source:` comment or Helm 4's filename annotation. */
export function peekSource(document: string): string | undefined {
  const comment = /^# Source: (.{1,300})$/m.exec(document.slice(0, 2000))
  if (comment?.[1] !== undefined) return comment[1].trim()
  const key = 'postrenderer.helm.sh/postrender-filename:'
  const at = document.indexOf(key)
  if (at < 0) return undefined
  return lineAt(document, at + key.length)
    .trim()
    .replace(/^['"]|['"]$/g, '')
}
