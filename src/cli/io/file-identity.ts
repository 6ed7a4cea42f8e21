import { fstatSync, statSync, type BigIntStats } from 'node:fs'

/** What tells a file from others, whatever it is called: hard links of a file have one. Of a file to be, its path. */
export function identityOf(place: string): string {
  const stat = statSync(place, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? place : identityIn(stat)
}

/** The same of what a shell made the standard input or output. */
export function identityOfStream(descriptor: 0 | 1): readonly string[] {
  const stat = statOf(descriptor)
  return stat === undefined ? [] : [identityIn(stat)]
}

/** The file that a shell made the standard output; undefined for a pipe, a terminal or a device. */
export function outputFile(): string | undefined {
  const stat = statOf(1)
  return stat?.isFile() === true ? identityIn(stat) : undefined
}

function statOf(descriptor: 0 | 1): BigIntStats | undefined {
  try {
    return fstatSync(descriptor, { bigint: true })
  } catch {
    return undefined
  }
}

function identityIn({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`
}
