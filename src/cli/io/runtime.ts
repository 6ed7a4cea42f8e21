/** What the runtime of the binary lets a program ask for; Node has none of it, and decides by itself. */
type Runtime = {
  readonly gc?: (isNow: boolean) => void
  readonly unsafe?: { readonly setJITPolicy?: (scale: number) => void }
}

const { Bun: runtime } = globalThis as { readonly Bun?: Runtime }

/** So many characters are worth compiling for, and after so many bytes it pays to give back what reading them has left. */
const worthCompiling = 1 << 18
const worthCollecting = 1 << 22

let ahead = 0

/**
 * So many characters more are about to be read. The binary starts with a just-in-time compiler that hardly ever compiles,
 * because most runs are over before that has paid for itself (`scripts/binary.ts`). Where there is much to read, it
 * compiles what ran a tenth as often.
 */
export function expectText(length: number): void {
  const isKnown = ahead >= worthCompiling
  ahead += length
  if (!isKnown && ahead >= worthCompiling) runtime?.unsafe?.setJITPolicy?.(20)
}

/** So many bytes are about to be searched for the documents that matter: a 64th of the work of reading them. */
export function expectSearch(length: number): void {
  expectText(length / 64)
}

/** So many bytes were read, and the work on them begins. */
export function releaseAfter(length: number): void {
  if (length >= worthCollecting) runtime?.gc?.(true)
}
