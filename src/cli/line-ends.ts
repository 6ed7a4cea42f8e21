/**
 * How many line ends (0x0a) there are between two offsets, four bytes at a time. Looking for them one by one takes as
 * long as all the rest of a run on a large release.
 */
export function countLineEnds(bytes: Uint8Array, start: number, end: number): number {
  const aligned = start + ((4 - ((bytes.byteOffset + start) & 3)) & 3)
  if (end - aligned < 64) return countSlowly(bytes, start, end)
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + aligned, (end - aligned) >> 2)
  return (
    countSlowly(bytes, start, aligned) +
    countInWords(words) +
    countSlowly(bytes, aligned + words.length * 4, end)
  )
}

/**
 * In `rest`, a byte is 0 where the word has a line end. Of such bytes alone, `(rest & 0x7f…) + 0x7f… | rest` leaves the
 * highest bit unset: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
 */
function countInWords(words: Int32Array): number {
  let count = 0
  for (let from = 0; from < words.length; from += 255) {
    const to = Math.min(from + 255, words.length)
    // Four counters of one byte each; 255 words cannot overflow them.
    let others = 0
    for (let index = from; index < to; index++) {
      const rest = (words[index] ?? 0) ^ 0x0a0a0a0a
      others = (others + (((((rest & 0x7f7f7f7f) + 0x7f7f7f7f) | rest) >>> 7) & 0x01010101)) | 0
    }
    const sum = (others & 0xff) + ((others >>> 8) & 0xff) + ((others >>> 16) & 0xff) + (others >>> 24)
    count += (to - from) * 4 - sum
  }
  return count
}

function countSlowly(bytes: Uint8Array, start: number, end: number): number {
  let count = 0
  for (let index = start; index < end; index++) if (bytes[index] === 0x0a) count++
  return count
}
