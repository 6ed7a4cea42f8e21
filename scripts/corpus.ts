/**
 * Holds every stream of a folder to all the laws, in the three layouts, with and without a pull secret:
 * `CORPUS=FOLDER npm run test:corpus`. One line for each law that a stream breaks; the exit code is 1 if there is any.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastGlob from 'fast-glob'

import { asked, hasFailed } from '../test/laws/inputs.ts'
import { laws, runOf } from '../test/laws/law.ts'

/** What a complaint is cut to: it may quote a whole line. */
const longest = 200

const folder = process.env['CORPUS']
if (folder === undefined || folder === '') {
  console.error('name the folder of the streams: CORPUS=FOLDER npm run test:corpus')
  process.exit(2)
}
const files = fastGlob.sync('**/*.{yaml,yml,json}', { cwd: folder, onlyFiles: true }).sort()
if (files.length === 0) {
  console.error(`no .yaml, .yml or .json file below ${folder}`)
  process.exit(2)
}

let [broken, relocated, refused] = [0, 0, 0]
for (const file of files) {
  const text = readFileSync(join(folder, file), 'utf8')
  for (const { how, config } of asked) {
    const run = runOf(text, config)
    if (hasFailed(run.result)) refused++
    else relocated++
    for (const [law, judge] of Object.entries(laws)) {
      const [complaint, ...more] = judge(run)
      if (complaint === undefined) continue
      broken++
      const others = more.length === 0 ? '' : ` (and ${more.length} more)`
      console.log(`${file}, ${how}: ${law}: ${JSON.stringify(complaint).slice(0, longest)}${others}`)
    }
  }
}
console.log(`${files.length} streams, ${relocated} runs relocated, ${refused} refused, ${broken} broken laws`)
process.exitCode = broken === 0 ? 0 : 1
