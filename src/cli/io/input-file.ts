import { realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'

import { quote } from '../../reference/quote.ts'
import type { Problem } from '../../problem.ts'

import { hasCode, reasonOf } from './system-error.ts'

/** A file to relocate. */
export type InputFile = {
  /** As people know it: what they typed, or what a directory or pattern they typed led to. */
  readonly name: string
  readonly absolute: string
  /** The directory, absolute, that was given over to us with it: links may not lead out of it. */
  readonly tree: string
}

type Found = { readonly files: readonly InputFile[]; readonly problems: readonly Problem[] }

/** What counts as a manifest in a directory. Hidden files do not. */
const manifests = '**/*.{yaml,yml,json}'

/**
 * The files that some words on the command line stand for: files, directories with all manifests below them, patterns.
 * In the order of the words, by name within each, none twice. A word that leads to no file is a problem.
 */
export async function findInputFiles(words: readonly string[], cwd: string): Promise<Found> {
  const found = await Promise.all(words.map(word => filesOf(word, cwd)))
  const files = new Map<string, InputFile>()
  for (const file of found.flatMap(part => part.files)) {
    if (!files.has(file.absolute)) files.set(file.absolute, file)
  }
  return { files: [...files.values()], problems: found.flatMap(part => part.problems) }
}

async function filesOf(word: string, cwd: string): Promise<Found> {
  const absolute = resolve(cwd, word)
  try {
    if (!statSync(absolute).isDirectory()) {
      return { files: [{ name: word, absolute, tree: dirname(absolute) }], problems: [] }
    }
    const below = await glob(manifests, absolute)
    const files = below.map(path => ({
      name: join(word, path),
      absolute: join(absolute, path),
      tree: absolute,
    }))
    return orNothing(
      files,
      `no manifest below ${quote(word)}`,
      'name a directory with .yaml, .yml or .json files',
    )
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) return unreadable(word, error)
    return matching(word, cwd, error)
  }
}

/** The word is not the name of a file: a pattern, or a slip. */
async function matching(pattern: string, cwd: string, missing: unknown): Promise<Found> {
  const { default: fastGlob } = await import('fast-glob')
  if (!fastGlob.isDynamicPattern(pattern)) return unreadable(pattern, missing)
  const [task] = fastGlob.generateTasks(pattern)
  const tree = resolve(cwd, task?.base ?? '.')
  try {
    const files = (await glob(pattern, cwd)).map(name => ({ name, absolute: resolve(cwd, name), tree }))
    return orNothing(files, `no file matches ${quote(pattern)}`, 'check the pattern and the directory')
  } catch (error) {
    return unreadable(pattern, error)
  }
}

/** Links to files are followed, links to directories are not: they may lead in circles. */
async function glob(pattern: string, cwd: string): Promise<readonly string[]> {
  const { default: fastGlob } = await import('fast-glob')
  const entries = await fastGlob(pattern, {
    cwd,
    onlyFiles: false,
    followSymbolicLinks: false,
    objectMode: true,
  })
  return entries
    .filter(
      ({ dirent, path }) => dirent.isFile() || (dirent.isSymbolicLink() && !isDirectory(resolve(cwd, path))),
    )
    .map(({ path }) => path)
    .toSorted()
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function orNothing(files: readonly InputFile[], message: string, remedy: string): Found {
  return files.length > 0
    ? { files, problems: [] }
    : { files, problems: [{ code: 'USAGE_INVALID', message, remedy }] }
}

function unreadable(word: string, error: unknown): Found {
  return { files: [], problems: [unreadableFile(word, error)] }
}

/** The problem of a file or directory that the system does not let us read. */
export function unreadableFile(name: string, error: unknown): Problem {
  const remedy = 'check the path and its permissions'
  return {
    code: 'FILE_UNREADABLE',
    message: `cannot be read: ${reasonOf(error)}`,
    remedy,
    place: { file: name },
  }
}

/** Whether an existing file, all links followed, lies in a directory. */
export function isInside(tree: string, path: string): boolean {
  const real = realpathSync(path)
  const root = realpathSync(tree)
  return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)
}
