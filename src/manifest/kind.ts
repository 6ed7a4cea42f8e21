/**
 * The kinds a document says it is, read from its text: every `kind:` at the start of a line. There are several where
 * two documents ran into one (a separator glued to the end of a value). None for flow style, quoted keys and JSON.
 */
export function peekKinds(document: string): readonly string[] {
  const kinds: string[] = []
  for (let at = document.indexOf('kind:'); at >= 0; at = document.indexOf('kind:', at + 5)) {
    if (at > 0 && document.charCodeAt(at - 1) !== 0x0a) continue
    const line = /^kind:[ \t]+["']?([A-Za-z0-9]+)["']?[ \t]*(?:#.*)?\r?$/.exec(lineAt(document, at))
    kinds.push(line?.[1] ?? '')
  }
  return kinds
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
