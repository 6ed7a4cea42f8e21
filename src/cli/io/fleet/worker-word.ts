/** The word that makes the program one of several processes that relocate the files of a run. No person needs it. */
export const workerWord = '__relocate-files'

/** The command that starts the program again: a binary by itself, anything else by its interpreter. */
export function commandOfSelf({
  execPath,
  argv,
}: Pick<NodeJS.Process, 'execPath' | 'argv'>): readonly string[] {
  const script = argv[1] ?? ''
  // Where a binary of Bun keeps its own files: https://bun.com/docs/bundler/executables
  return /[/\\](?:\$bunfs|~BUN)[/\\]/.test(script) ? [execPath] : [execPath, script]
}
