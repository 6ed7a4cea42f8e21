import { run } from './run.ts'

const { argv, stdin, stdout, stderr, env } = process

// Not a top-level await: the executable is bundled as a script.
void run({ argv: argv.slice(2), stdin, stdout, stderr, env, cwd: process.cwd() }).then(exitCode => {
  process.exitCode = exitCode
})
