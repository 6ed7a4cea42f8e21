import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ChartFolder } from './chart-folder.ts'

/**
 * The line of the chart that builds an image in, as far as its text shows, with the path that Helm gives it: in the template that
 * rendered it, else in a helper of the same chart, the line with the repository, or its last component; else the `image` field.
 */
export function templateLine(
  source: string | undefined,
  { folders }: Pick<ChartFolder, 'folders'>,
  repository: string,
): string | undefined {
  const below = source?.split('/').slice(1).join('/')
  if (below === undefined) return undefined
  const chart = [...folders.keys()]
    .filter(prefix => below.startsWith(prefix))
    .toSorted((one, other) => other.length - one.length)[0]
  if (chart === undefined) return below
  const folder = folders.get(chart) ?? ''
  const template = below.slice(chart.length)
  const files = [template, ...helpersIn(folder)].filter(file => existsSync(join(folder, file)))
  const texts = files.map(file => ({ file, lines: readFileSync(join(folder, file), 'utf8').split('\n') }))
  const name = repository.split('/').at(-1) ?? repository
  for (const isIt of [
    (line: string) => line.includes(repository) && !/^\s*(?:- )?(?:name|app)/.test(line),
    (line: string) => line.includes(name) && !/^\s*(?:- )?(?:name|app)/.test(line),
    (line: string) => /^\s*(?:- )?image:/.test(line),
  ])
    for (const { file, lines } of texts) {
      const index = lines.findIndex(isIt)
      if (index >= 0) return `${chart}${file}:${index + 1}`
    }
  return below
}

function helpersIn(folder: string): readonly string[] {
  const templates = join(folder, 'templates')
  if (!existsSync(templates)) return []
  return readdirSync(templates)
    .filter(name => name.endsWith('.tpl'))
    .map(name => `templates/${name}`)
    .sort()
}
