/** The edge to the process: arguments, files and streams in, text and an exit code out. */
import { standardInput, standardOutput } from './io/descriptor.ts'
import { commandOfSelf } from './io/fleet/worker-word.ts'
import { run } from './run.ts'

const { argv, env } = process
const [stdin, stdout, stderr] = [standardInput(), standardOutput(1), standardOutput(2)]

// Not a top-level await: the executable is bundled as a script.
const self = commandOfSelf(process)
void run({ argv: argv.slice(2), stdin, stdout, stderr, env, cwd: process.cwd(), self }).then(exitCode => {
  process.exitCode = exitCode
})
