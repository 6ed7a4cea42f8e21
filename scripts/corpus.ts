/**
 * Holds every stream of a folder to all the laws, in the three layouts, with and without a pull secret:
 * `CORPUS=FOLDER npm run test:corpus`. One line for each law that a stream breaks; the exit code is 1 if there is any.
 *
 * With `IMAGES=TABLE`, a list of images that were found otherwise (see `corpus-images.ts`), it also counts what happens to
 * them, for each layout. An image of a certain category about which nothing is done and nothing is said breaks the run.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastGlob from 'fast-glob'

import { asked, hasFailed } from '../test/laws/inputs.ts'
import { laws, runOf } from '../test/laws/law.ts'
import { fateOf, readKnownImages } from './corpus-images.ts'
import { FateTable } from './fate-table.ts'

/** What a complaint is cut to: it may quote a whole line. */
const longest = 200

/** Categories of the table whose images are images for certain. */
const certain = new Set(['pod', 'cr', 'cr-list', 'split', 'split-in-text', 'crd-default'])

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
const table = process.env['IMAGES']
const known = table === undefined ? undefined : readKnownImages(readFileSync(table, 'utf8'))

/** One table for each way of asking. */
const tables = new Map(asked.map(({ how }) => [how, new FateTable()]))
let [broken, relocated, refused, silent] = [0, 0, 0, 0]
for (const file of files) {
  const text = readFileSync(join(folder, file), 'utf8')
  for (const [index, { how, config }] of asked.entries()) {
    const run = runOf(text, config)
    if (hasFailed(run.result)) {
      refused++
      const [problem] = run.result.problems.filter(each => hasFailed({ problems: [each] }))
      if (index === 0) console.log(`refused: ${file}: ${problem?.code} ${problem?.message}`.slice(0, longest))
    } else relocated++
    for (const [law, check] of Object.entries(laws)) {
      const [complaint, ...more] = check(run)
      if (complaint === undefined) continue
      broken++
      const others = more.length === 0 ? '' : ` (and ${more.length} more)`
      console.log(`${file}, ${how}: ${law}: ${JSON.stringify(complaint).slice(0, longest)}${others}`)
    }
    for (const image of known?.get(file) ?? []) {
      const own = fateOf(image, run.result)
      // A run that is refused writes nothing, and does not look at its output.
      const fate = own === 'silent' && hasFailed(run.result) ? 'refused' : own
      tables.get(how)?.add(image.category, fate)
      if (fate !== 'silent') continue
      if (certain.has(image.category)) silent++
      console.log(
        `silent, ${how}: ${file}:${image.line} ${image.category} ${image.path}: ${image.image}`.slice(
          0,
          longest,
        ),
      )
    }
  }
}
for (const [how, table] of tables) for (const line of table.lines()) console.log(`${how}: ${line}`)
console.log(`${files.length} streams, ${relocated} runs relocated, ${refused} refused, ${broken} broken laws`)
process.exitCode = broken === 0 && silent === 0 ? 0 : 1
