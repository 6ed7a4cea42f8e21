/**
 * A glob, taken apart: `*` any characters within a path component, `**` any characters across components, `?` one
 * character within a component. Where a component is `**` alone, it stands for any number of components, also none.
 */
export type Glob = readonly string[]

export function parseGlob(text: string): Glob {
  return (
    text.match(/\*\*+\/?|[^]/gu)?.flatMap((token, index, tokens) => starToken(token, tokens[index - 1])) ?? []
  )
}

function starToken(token: string, before: string | undefined): readonly string[] {
  if (!token.startsWith('**')) return [token]
  if (!token.endsWith('/')) return ['**']
  return before === undefined || before.endsWith('/') ? ['**/'] : ['**', '/']
}

/** Whether the glob covers the whole text. Takes at most the product of both lengths in steps, whatever the glob. */
export function matchesGlob(glob: Glob, text: string): boolean {
  let states = follow(glob, new Uint8Array(glob.length + 1).fill(1, 0, 1), true)
  for (const character of text) {
    const next = new Uint8Array(glob.length + 1)
    for (let state = 0; state < glob.length; state++) {
      if (states[state] === 1) step(glob, state, character, next)
    }
    states = follow(glob, next, character === '/')
  }
  return states[glob.length] === 1
}

/** The states that a character leads to. */
function step(glob: Glob, state: number, character: string, next: Uint8Array): void {
  switch (glob[state]) {
    case '**':
    case '**/':
      next[state] = 1
      return
    case '*':
      if (character !== '/') next[state] = 1
      return
    case '?':
      if (character !== '/') next[state + 1] = 1
      return
    default:
      if (glob[state] === character) next[state + 1] = 1
  }
}

/** The states that are reached without a character: a star may stop, whole components only where one begins. */
function follow(glob: Glob, states: Uint8Array, atComponent: boolean): Uint8Array {
  for (let state = 0; state < glob.length; state++) {
    const token = glob[state]
    const mayStop = token === '*' || token === '**' || (token === '**/' && atComponent)
    if (states[state] === 1 && mayStop) states[state + 1] = 1
  }
  return states
}
