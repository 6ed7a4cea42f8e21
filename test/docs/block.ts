/** A fenced block of a page, with what follows its language. */
export type Block = {
  readonly language: string
  /** `cluster` for commands that need one, `helm4` for those of Helm 4; empty for others. */
  readonly marker: string
  readonly text: string
  /** Where it begins in the page, counting from 1. */
  readonly line: number
  /** Text in the block that follows at once, which shows what the commands print. */
  readonly shown: string | undefined
}

/** Every fenced block of a Markdown page, in order. */
export function blocksOf(page: string): Block[] {
  const fences = Array.from(page.matchAll(/^```(\w*)(?: (\w+))?\n([^]*?)^```\n/gm))
  return fences.map(([whole, language = '', marker = '', text = ''], index) => {
    const start = fences[index]?.index ?? 0
    const next = fences[index + 1]
    const isShown = next?.[1] === 'text' && page.slice(start + whole.length, next.index).trim() === ''
    const line = page.slice(0, start).split('\n').length
    return { language, marker, text, line, shown: isShown ? next[3] : undefined }
  })
}

/** Words of our own program in a script: its commands and flags, also those that Helm passes on. */
export function ownWords(script: string): { readonly commands: string[]; readonly flags: string[] } {
  const joined = script.replaceAll(/\\\n/g, ' ')
  const calls = Array.from(joined.matchAll(/k8ssandra-relocate(?::\S+)? +([^|\n>]*)/g), call => call[1] ?? '')
  const passed = Array.from(joined.matchAll(/--post-renderer-args=(\S+)/g), match => match[1] ?? '')
  const own = calls.map(call => call.replaceAll(/--post-renderer\S*/g, ''))
  return {
    commands: own.flatMap(call => /^[a-z]\w*(?= |$)/.exec(call)?.[0] ?? []),
    flags: [...own, ...passed].flatMap(text =>
      Array.from(text.matchAll(/(?<!\S)--([\w-]+)/g), match => match[1] ?? ''),
    ),
  }
}
