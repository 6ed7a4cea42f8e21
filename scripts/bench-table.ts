import { readFileSync } from 'node:fs'

import { table } from './table.ts'

type Figures = {
  readonly date: string
  readonly machine: string
  readonly results: readonly {
    readonly stream: string
    readonly contender: string
    readonly milliseconds: number
    readonly megabytes?: number
  }[]
}

/** The streams of the benchmark as the README describes them. */
const streams = [
  ['tiny', 'four documents, 2 kB'],
  ['release', 'a K8ssandra 1.5 release with its CRDs, 3.2 MB'],
  ['large', 'sixteen such releases, 52 MB'],
  ['dense', '6,000 small pods'],
] as const

/** The programs of the benchmark as the README describes them. */
const programs = [
  ['ours, binary', 'binary'],
  ['ours, Node', 'with Node'],
  ['kubectl kustomize', 'kubectl kustomize'],
  ['yq', 'yq'],
  ['sed -E', 'sed'],
] as const

/** The figures of the last whole benchmark, from `bench/results.json`: time and memory of each program on each stream. */
export function benchTable(): string {
  const { date, machine, results } = JSON.parse(readFileSync('bench/results.json', 'utf8')) as Figures
  const rows = streams.map(([stream, description]) => [
    description,
    ...programs.map(([contender]) => {
      const result = results.find(found => found.stream === stream && found.contender === contender)
      return result === undefined ? '–' : figures(result.milliseconds, result.megabytes)
    }),
  ])
  const caption = `Median time and peak memory of whole processes, measured on ${date} (${machine}):`
  return `${caption}\n\n${table(['Stream', ...programs.map(([, heading]) => heading)], rows)}`
}

function figures(milliseconds: number, megabytes: number | undefined): string {
  const time =
    milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
  return megabytes === undefined ? time : `${time}, ${Math.round(megabytes)} MB`
}
