import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'

import { quote } from '../../../reference/quote.ts'
import { shellCommand } from '../../../reference/shell.ts'
import type { Problem } from '../../../problem.ts'
import { IrregularFile } from '../../../regular-file.ts'

import { identityOf, outputFile } from '../file-identity.ts'
import { excessOf } from './pattern-bounds.ts'
import { hasCode, reasonOf } from '../system-error.ts'

/** A file to relocate. */
export type InputFile = {
  /** As people know it: what they typed, or what a directory or pattern they typed led to. */
  readonly name: string
  readonly absolute: string
  /** The directory, absolute, that was given over to us with it: links may not lead out of it. */
  readonly tree: string
}

/** Files that words on the command line lead to, and a problem for each word that leads to none. */
export type FoundFiles = {
  readonly files: readonly InputFile[]
  readonly problems: readonly Problem[]
  /** Links to directories that were not followed. */
  readonly skipped?: readonly string[]
}

/** What counts as a manifest in a directory. Hidden files do not. */
const manifest = /\.(?:yaml|yml|json)$/

/** What Helm takes for a chart that is not a path: `k8ssandra/k8ssandra`, or one in a registry. */
const chartName = /^(?:oci:\/\/\S+|[\w-]+\/[\w-]+)$/

/** Where words on the command line are looked for, and the rest of that line, for advice. */
type Whereabouts = { readonly cwd: string; readonly argv?: readonly string[] }

/**
 * The files that some words on the command line stand for: files, directories with all manifests below them, patterns.
 * In the order of the words, by name within each, none twice. A word that leads to no file is a problem.
 */
export async function findInputFiles(
  words: readonly string[],
  { cwd, argv = ['--registry=HOST/PREFIX'] }: Whereabouts,
): Promise<FoundFiles> {
  const others = argv.filter(word => !words.includes(word))
  const found = await Promise.all(words.map(word => filesOf(word, cwd, others)))
  const files = new Map<string, InputFile>()
  for (const file of found.flatMap(part => part.files)) {
    if (!files.has(file.absolute)) files.set(file.absolute, file)
  }
  return {
    files: [...files.values()],
    problems: found.flatMap(part => part.problems),
    skipped: found.flatMap(part => part.skipped ?? []),
  }
}

async function filesOf(word: string, cwd: string, others: readonly string[]): Promise<FoundFiles> {
  if (word === '') return { files: [], problems: [emptyName] }
  const absolute = resolve(cwd, word)
  try {
    const isDirectory = statSync(absolute).isDirectory()
    const isChart = isDirectory ? existsSync(join(absolute, 'Chart.yaml')) : /\.(?:tgz|tar\.gz)$/.test(word)
    if (isChart) return { files: [], problems: [chart(word, others)] }
    if (!isDirectory && identityOf(absolute) === outputFile()) return { files: [], problems: [emptied(word)] }
    if (!isDirectory) return { files: [{ name: word, absolute, tree: dirname(absolute) }], problems: [] }
    const { paths, skipped } = await glob('**', absolute)
    const files = paths
      .filter(path => manifest.test(path))
      .map(path => ({ name: join(word, path), absolute: join(absolute, path), tree: absolute }))
    const none = `no manifest below ${quote(word)}`
    const found = orNothing(files, none, 'name a directory with .yaml, .yml or .json files')
    return { ...found, skipped: skipped.map(path => join(word, path)) }
  } catch (error) {
    // A pattern is not found under its own name; one that is too long for a name is refused before it is expanded.
    if (!hasCode(error, 'ENOENT')) return unreadable(word, error)
    if (!chartName.test(word)) return matching(word, cwd, error)
    const remedy = `check the path; if it is a chart, ${renderIt(word, others)}`
    return { files: [], problems: [{ ...unreadableFile(word, error), remedy }] }
  }
}

/** What a shell makes of a variable that is not set; the working directory is never meant by it. */
const emptyName: Problem = {
  code: 'USAGE_INVALID',
  message: 'a path on the command line is empty',
  remedy: 'check the variable that it came from; the working directory is "."',
}

function chart(word: string, others: readonly string[]): Problem {
  return {
    code: 'USAGE_INVALID',
    message: `${quote(word)} is a chart; its templates are not manifests yet`,
    remedy: renderIt(word, others),
  }
}

function renderIt(word: string, others: readonly string[]): string {
  return `run: ${shellCommand('helm', 'template', 'RELEASE', word)} | ${shellCommand('k8ssandra-relocate', ...others)}`
}

/** `k8ssandra-relocate … a.yaml > a.yaml`: what was in the file is lost, and nothing would be left to write. */
function emptied(word: string): Problem {
  return {
    code: 'USAGE_INVALID',
    message: `${quote(word)} is read and written at once: the shell empties it before this program starts`,
    remedy: 'restore it and write to another file, or use --in-place',
  }
}

/** The word is not the name of a file: a pattern, or a slip. */
async function matching(pattern: string, cwd: string, missing: unknown): Promise<FoundFiles> {
  const { default: fastGlob } = await import('fast-glob')
  const excess = excessOf(pattern)
  if (excess !== undefined) {
    const message = `${quote(pattern)} cannot be looked for: ${excess}`
    return orNothing([], message, 'name a directory, or write several patterns')
  }
  if (!fastGlob.isDynamicPattern(pattern)) return unreadable(pattern, missing)
  try {
    const [task] = fastGlob.generateTasks(spellQuestions(pattern))
    const tree = resolve(cwd, task?.base ?? '.')
    const { paths } = await glob(pattern, cwd)
    const files = paths.map(name => ({ name, absolute: resolve(cwd, name), tree }))
    const skipped = pattern.includes('**') && existsSync(tree) ? (await glob('**', tree)).skipped : []
    const found = orNothing(files, `no file matches ${quote(pattern)}`, 'check the pattern and the directory')
    return { ...found, skipped: skipped.map(path => join(task?.base ?? '.', path)) }
  } catch (error) {
    return unreadable(pattern, error)
  }
}

type Globbed = { readonly paths: readonly string[]; readonly skipped: readonly string[] }

/** Links to files are followed, links to directories are not, since they may lead in circles: those are `skipped`. */
async function glob(pattern: string, cwd: string): Promise<Globbed> {
  const { default: fastGlob } = await import('fast-glob')
  const entries = await fastGlob(spellQuestions(pattern), {
    cwd,
    onlyFiles: false,
    followSymbolicLinks: false,
    objectMode: true,
  })
  const isSkipped = ({ dirent, path }: (typeof entries)[number]): boolean =>
    dirent.isSymbolicLink() && isDirectory(resolve(cwd, path))
  const isFile = (entry: (typeof entries)[number]): boolean =>
    entry.dirent.isFile() || (entry.dirent.isSymbolicLink() && !isSkipped(entry))
  const pathsOf = (requested: typeof entries): readonly string[] =>
    requested.map(({ path }) => path).toSorted()
  return { paths: pathsOf(entries.filter(isFile)), skipped: pathsOf(entries.filter(isSkipped)) }
}

/**
 * fast-glob takes a directory with a `?` and no other wildcard for a name: https://github.com/gulpjs/glob-parent. A class
 * says the same.
 */
function spellQuestions(pattern: string): string {
  return pattern.replace(/\\.|\[[^\]]{0,200}\]|\?(?!\()/g, part => (part === '?' ? '[^/]' : part))
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function orNothing(files: readonly InputFile[], message: string, remedy: string): FoundFiles {
  return files.length > 0
    ? { files, problems: [] }
    : { files, problems: [{ code: 'USAGE_INVALID', message, remedy }] }
}

function unreadable(word: string, error: unknown): FoundFiles {
  return { files: [], problems: [unreadableFile(word, error)] }
}

/** The problem of a file or directory that the system does not let us read. */
export function unreadableFile(name: string, error: unknown): Problem {
  const isOther = error instanceof IrregularFile
  const remedy = isOther
    ? 'name a regular file, or pipe it to standard input'
    : 'check the path and its permissions'
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
