/** So many characters are worth compiling for. */
const much = 1 << 18

/** The runtime of the binary; Node has none of its name, and decides by itself. */
type Runtime = { readonly unsafe?: { readonly setJITPolicy?: (scale: number) => void } }

/**
 * The binary starts with a just-in-time compiler that hardly ever compiles, because most runs are over before that has
 * paid for itself (`scripts/binary.ts`). Where there is much to read, it has, as the runtime does by itself.
 */
export function compileFor(texts: readonly string[]): void {
  if (texts.reduce((length, text) => length + text.length, 0) < much) return
  const { Bun: runtime } = globalThis as { readonly Bun?: Runtime }
  runtime?.unsafe?.setJITPolicy?.(20)
}
