/** Writes the generated files and parts of the documentation anew; `--check` only says which are stale. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import { filesWithParts, generatedFiles, withGeneratedParts } from './generated.ts'

const onlyCheck = process.argv.includes('--check')
for (const file of filesWithParts) refresh(file, withGeneratedParts(readFileSync(file, 'utf8')))
for (const [file, make] of Object.entries(generatedFiles)) refresh(file, make())

function refresh(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  if (onlyCheck) {
    console.error(`${file} is stale: npm run docs`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(`wrote ${file}`)
  }
}
