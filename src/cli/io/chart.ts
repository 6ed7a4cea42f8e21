import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Whether a word on the command line names a chart: a folder with a Chart.yaml, or an archive of one. */
export function isChart(word: string, cwd: string): boolean {
  const path = resolve(cwd, word)
  return /\.tgz$/.test(word) ? existsSync(path) : existsSync(join(path, 'Chart.yaml'))
}
