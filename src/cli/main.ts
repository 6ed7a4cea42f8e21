import { standardInput, standardOutput } from './io/descriptor.ts'
import { run } from './run.ts'

const { argv, env } = process
const [stdin, stdout, stderr] = [standardInput(), standardOutput(1), standardOutput(2)]

// Not a top-level await: the executable is bundled as a script.
void run({ argv: argv.slice(2), stdin, stdout, stderr, env, cwd: process.cwd() }).then(exitCode => {
  process.exitCode = exitCode
})
