/** Writes the generated parts of the documentation anew; `--check` only says which are stale. */
import { readFileSync, writeFileSync } from 'node:fs'
import { filesWithParts, withGeneratedParts } from './generated.ts'

const onlyCheck = process.argv.includes('--check')
for (const file of filesWithParts) {
  const before = readFileSync(file, 'utf8')
  const after = withGeneratedParts(before)
  if (after === before) continue
  if (onlyCheck) {
    console.error(`${file} is stale: npm run docs`)
    process.exitCode = 1
  } else {
    writeFileSync(file, after)
    console.log(`wrote ${file}`)
  }
}
