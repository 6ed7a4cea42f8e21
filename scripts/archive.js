import { execFileSync } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const block = 512
const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/**
 * The time that stands in everything that is released, in seconds: SOURCE_DATE_EPOCH, else that of the last commit,
 * else 1980. No clock: two builds of one commit give the same bytes.
 */
export function sourceDate() {
  const said = process.env.SOURCE_DATE_EPOCH
  if (said !== undefined) {
    if (!/^\d{1,11}$/.test(said)) throw new Error(`SOURCE_DATE_EPOCH is not a number of seconds: ${said}`)
    return Number(said)
  }
  try {
    const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    return Number(execFileSync('git', ['log', '-1', '--format=%ct'], options).trim()) || 315532800
  } catch {
    return 315532800
  }
}

/**
 * Writes a gzipped tar archive in the ustar format. The same entries give the same bytes: they stand in the order
 * given, belong to root, and all bear the same time. Every piece is a gzip member of its own, so that a file that goes
 * into several archives is compressed once.
 *
 * @param {string} file
 * @param {readonly { name: string, mode: number, size: number, content: Buffer }[]} entries
 * @param {number} seconds the time of every entry
 */
export function writeArchive(file, entries, seconds) {
  const unfinished = `${file}.${process.pid}.tmp`
  const pieces = entries.flatMap(entry => [compress(header(entry, seconds)), entry.content])
  writeFileSync(unfinished, Buffer.concat([...pieces, compress(Buffer.alloc(2 * block))]))
  renameSync(unfinished, file)
}

/** A folder; its name ends with a slash. */
export function folderEntry(name) {
  return { name, mode: 0o755, size: 0, content: Buffer.alloc(0) }
}

/** A file with these bytes. */
export function fileEntry(name, mode, bytes) {
  return { name, mode, size: bytes.length, content: compressed(bytes) }
}

/** What was compressed already, by the bytes themselves: the caller holds them as long as they are of use. */
const known = new WeakMap()

function compressed(bytes) {
  const padding = Buffer.alloc((block - (bytes.length % block)) % block)
  const content = known.get(bytes) ?? compress(bytes)
  known.set(bytes, content)
  return Buffer.concat([content, compress(padding)])
}

function compress(bytes) {
  return bytes.length === 0 ? bytes : gzipSync(bytes)
}

/** One block as POSIX.1-1988 has it: numbers in octal, and a sum of all bytes with the sum itself as blanks. */
function header({ name, mode, size }, seconds) {
  if (Buffer.byteLength(name) > 100) throw new Error(`too long a name for the archive: ${name}`)
  const bytes = Buffer.alloc(block)
  const octal = (value, width) => value.toString(8).padStart(width - 1, '0') + '\0'
  const fields = [
    [0, name],
    [100, octal(mode, 8)],
    [108, octal(0, 8)],
    [116, octal(0, 8)],
    [124, octal(size, 12)],
    [136, octal(seconds, 12)],
    [148, ' '.repeat(8)],
    [156, name.endsWith('/') ? '5' : '0'],
    [257, 'ustar\u000000'],
    [265, 'root'],
    [297, 'root'],
  ]
  for (const [offset, text] of fields) bytes.write(text, offset, 'latin1')
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return bytes
}
