import { spawnSync } from 'node:child_process'

/**
 * Run a program to its end and give what it printed.
 *
 * @throws Error with everything it printed when it cannot be started or fails.
 */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr + stdout}`)
  return stdout
}

/** Run one of our scripts, as `npm run` does. */
export function runScript(
  script: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): string {
  return run(process.execPath, ['--import', 'tsx', script, ...args], options)
}
