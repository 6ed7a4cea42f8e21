/** So many characters are worth compiling for. */
const much = 1 << 18

/** The runtime of the binary; Node has none of its name, and decides by itself. */
type Runtime = { readonly unsafe?: { readonly setJITPolicy?: (scale: number) => void } }

/** So many documents in the first of them are small objects, each read in full. */
const manyDocuments = 500

/**
 * The binary starts with a just-in-time compiler that hardly ever compiles, because most runs are over before that has
 * paid for itself (`scripts/binary.ts`). Where there is much to read, it has: at once for many small objects, which are the
 * same work over and over, and as the runtime does by itself for all else.
 */
export function compileFor(texts: readonly string[]): void {
  if (texts.reduce((length, text) => length + text.length, 0) < much) return
  const { Bun: runtime } = globalThis as { readonly Bun?: Runtime }
  const isDense = texts.some(text => text.slice(0, much).split('\n---').length > manyDocuments)
  runtime?.unsafe?.setJITPolicy?.(isDense ? 1 : 20)
}
