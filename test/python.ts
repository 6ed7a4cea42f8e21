import { describe } from '@jest/globals'
import { spawnSync } from 'node:child_process'

const hasPython = spawnSync('python3', ['--version']).status === 0

/** Tests that need Python, which opens terminals and measures what a process takes; elsewhere they are skipped, and say so. */
export function describeWithPython(name: string, tests: () => void): void {
  if (hasPython) describe(name, tests)
  else describe.skip(`${name} (skipped: python3 is not installed)`, tests)
}
