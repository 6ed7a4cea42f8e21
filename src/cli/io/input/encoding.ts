/** Bytes that certain kinds of files begin with, and what to do with such a file. */
const signatures = [
  { begins: [0xff, 0xfe], remedy: 'it looks like UTF-16: convert it with iconv -f UTF-16 -t UTF-8' },
  { begins: [0xfe, 0xff], remedy: 'it looks like UTF-16: convert it with iconv -f UTF-16 -t UTF-8' },
  {
    begins: [0x1f, 0x8b],
    remedy: 'it is compressed: unpack it with gzip -d, or, if it is a chart, render it with helm template',
  },
  { begins: [0x42, 0x5a, 0x68], remedy: 'it is compressed: unpack it with bzip2 -d' },
  { begins: [0xfd, 0x37, 0x7a, 0x58, 0x5a], remedy: 'it is compressed: unpack it with xz -d' },
  { begins: [0x28, 0xb5, 0x2f, 0xfd], remedy: 'it is compressed: unpack it with zstd -d' },
  { begins: [0x50, 0x4b, 0x03, 0x04], remedy: 'it is a zip archive: unpack it first' },
] as const

/** What to do with bytes that are no text; `usual` if their encoding is unknown. */
export function remedyFor(bytes: Buffer, usual: string): string {
  const known = signatures.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte))
  if (known !== undefined) return known.remedy
  const isWide = bytes.length > 1 && (bytes[0] === 0) !== (bytes[1] === 0)
  return isWide ? 'it looks like UTF-16: convert it with iconv, naming UTF-16LE or UTF-16BE' : usual
}
