/** So many characters are worth compiling for. */
const much = 1 << 18

/** The runtime of the binary; Node has none of its name, and decides by itself. */
type Runtime = { readonly unsafe?: { readonly setJITPolicy?: (scale: number) => void } }

/**
 * The binary starts with a just-in-time compiler that hardly ever compiles, because most runs are over before that has
 * paid for itself (`scripts/binary.ts`). Where there is much to read, it has: all at once where most of the stream is read,
 * as in many small objects, and as the runtime does by itself where most of it is only looked through. Lengths in characters.
 */
export function compileFor(readLength: number, length: number): void {
  if (readLength < much) return
  const { Bun: runtime } = globalThis as { readonly Bun?: Runtime }
  runtime?.unsafe?.setJITPolicy?.(readLength * 2 > length ? 1 : 20)
}
