import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  type Stats,
} from 'node:fs'

/** Trees of system files: reading one may never end, or show something private. */
const systemTrees = /^\/(?:proc|sys)(?:\/|$)/

/** What a shell hands over: a process substitution, or its own input. Somebody writes into these already. */
const handedOver = /^\/dev\/(?:fd\/\d+|stdin)$/

/** A path that does not lead to a regular file. The message says what it is. */
export class IrregularFile extends Error {}

/**
 * The bytes of a regular file. A fifo, a socket, a device, a directory and the files of /proc and /sys are refused with an
 * `IrregularFile`, without waiting for them; what the system refuses is its own error. `<(command)` of a shell is read.
 */
export function readRegularFile(path: string): Buffer {
  if (handedOver.test(path) && statSync(path).isFIFO()) return readFileSync(path)
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const fault = faultOf(fstatSync(descriptor), path)
    if (fault !== undefined) throw new IrregularFile(fault)
    return readFileSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Why nothing may be written to a path, or undefined when it is a regular file or nothing yet. */
export function irregularityOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? undefined : faultOf(stat, path)
}

function faultOf(stat: Stats, path: string): string | undefined {
  if (stat.isFIFO()) return 'it is a pipe (fifo), not a file'
  if (stat.isSocket()) return 'it is a socket, not a file'
  if (stat.isCharacterDevice() || stat.isBlockDevice()) return 'it is a device, not a file'
  if (stat.isDirectory()) return 'it is a directory'
  if (!stat.isFile()) return 'it is not a regular file'
  return systemTrees.test(realpathSync(path)) ? 'it is a file of the system, not on a disk' : undefined
}
