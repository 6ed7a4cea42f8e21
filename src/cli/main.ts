/** The edge to the process: arguments, files and streams in, text and an exit code out. */
import { standardInput, standardOutput } from './io/descriptor.ts'
import { commandOfSelf } from './io/fleet/worker-word.ts'
import { run } from './run.ts'

const { argv, env } = process
const [stdin, stdout, stderr] = [standardInput(), standardOutput(1), standardOutput(2)]

const cwd = workingDirectory()

if (cwd === undefined) {
  const text = 'k8ssandra-relocate: the working directory was deleted: change to one that exists\n'
  stderr.write(text, () => (process.exitCode = 1))
} else {
  // Not a top-level await: the executable is bundled as a script.
  void run({ argv: argv.slice(2), stdin, stdout, stderr, env, cwd, self: commandOfSelf(process) }).then(
    exitCode => {
      process.exitCode = exitCode
    },
  )
}

/** Undefined where it was deleted; the binary's runtime says so before this line. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd()
  } catch {
    return undefined
  }
}
