import { readFileSync, statSync } from 'node:fs'
import fastGlob from 'fast-glob'

import { compareBundle } from '../src/knowledge/operators/watched-fields.ts'
import { splitStream } from '../src/manifest/stream.ts'
import { Field } from '../src/yaml/field.ts'
import { read } from '../src/yaml/reader.ts'
import { streamText } from '../src/yaml/text.ts'

/** The definitions of files, folders and (without any, or `-`) standard input. */
function rootsOf(paths: readonly string[]): readonly Field[] {
  const files = paths.flatMap(path =>
    path !== '-' && statSync(path).isDirectory()
      ? fastGlob.sync(`${path}/**/*.{yaml,yml,json}`).sort()
      : [path],
  )
  return (files.length === 0 ? ['-'] : files).flatMap(file => {
    const stream = readFileSync(file === '-' ? 0 : file, 'utf8')
    const text = streamText(stream)
    return splitStream(stream).flatMap(({ start, end }) => {
      if (!stream.slice(start, end).includes('CustomResourceDefinition')) return []
      const reading = read(stream, start, end)
      if ('fault' in reading) throw new Error(`${file}: ${reading.fault.message}`)
      return reading.roots.map(root => Field.of(text, root))
    })
  })
}

const roots = rootsOf(process.argv.slice(2))
const { added, unknown, gone } = compareBundle(roots)
for (const row of added)
  console.log(`new: ${row.group}/${row.kind} ${row.path}\n  row: ${JSON.stringify(row)}`)
for (const kind of unknown) console.log(`unknown: ${kind}`)
for (const field of gone) console.log(`gone: ${field}`)
console.log(
  `${roots.length} definitions: ${added.length} new, ${unknown.length} unknown, ${gone.length} gone`,
)
