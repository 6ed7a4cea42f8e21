import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { brokenPromises, type Promised } from './budget.ts'
import { drawChart } from './chart.ts'
import { copy, kustomize, registry, relocators, streamEditor, yamlProcessor } from './contenders.ts'
import { plantFleet } from './fleet.ts'
import { median, runOnce, type Contender } from './measure.ts'
import { densePods, generateStream, olderReleaseShape, releaseShape, repeatShape } from './stream.ts'
import { formatTable, type Result } from './table.ts'

const usage = `Times whole processes on generated streams, interleaved, and prints medians.

  npm run bench [-- [--rounds N] [--only STREAMS] [--quick] [--budget FILE] [--json FILE] [--chart FILE]]

  --rounds N      rounds on the streams of up to 3.2 MB (default 15); a fifth of it, at least 3, on the fleet and on the
                  50 MB stream, where others get two rounds
  --only STREAMS  some of: tiny, older, release, large, dense, fleet (a tree of 2,000 releases), separated by commas
  --quick         nobody but sed and cat beside ours on the 50 MB stream, where the others take a minute and more, and
                  two rounds on a fleet of 200 releases
  --budget FILE   exit 1 when a promise in FILE is broken (bench/budget.json); without it, slowness is no failure
  --json FILE     where the figures go too: by default bench/results.json, and nowhere with --only
  --chart FILE    where they are drawn, as SVG: by default docs/bench.svg, and nowhere with --only
`

const streams = [
  {
    name: 'tiny',
    text: () => generateStream({ bytes: 2000, documents: 4, definitions: 0, definitionShare: 0 }),
  },
  { name: 'older', text: () => generateStream(olderReleaseShape) },
  { name: 'release', text: () => generateStream(releaseShape) },
  { name: 'large', text: () => generateStream(repeatShape(releaseShape, 16)) },
  { name: 'dense', text: () => densePods(6000) },
] as const

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    only: { type: 'string' },
    quick: { type: 'boolean' },
    budget: { type: 'string' },
    json: { type: 'string' },
    chart: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
process.exitCode = flags.help === true ? tell(usage, 0) : await main()

async function main(): Promise<number> {
  const rounds = Number(flags.rounds)
  if (!Number.isSafeInteger(rounds) || rounds < 1)
    return tell(`--rounds must be a count, not "${flags.rounds}"\n`, 2)

  const folder = mkdtempSync(join(tmpdir(), 'k8ssandra-relocate-bench-'))
  const results: Result[] = []
  try {
    const few = Math.max(3, Math.round(rounds / 5))
    for (const { name, text } of streams.filter(stream => isWanted(stream.name)))
      results.push(...(await raceStream(name, text(), name === 'large' ? few * 2 : rounds, folder)))
    if (isWanted('fleet'))
      results.push(...(await raceFleet(flags.quick === true ? 2 : few, join(folder, 'fleet'))))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }

  const date = new Date().toISOString().slice(0, 10)
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`
  tell(`${machine}\n\n${formatTable(results)}\n`, 0)
  const isWhole = flags.only === undefined
  const json = flags.json ?? (isWhole ? 'bench/results.json' : undefined)
  const chart = flags.chart ?? (isWhole ? 'docs/bench.svg' : undefined)
  if (json !== undefined) writeFileSync(json, JSON.stringify({ date, machine, results }, null, 2) + '\n')
  if (chart !== undefined) writeFileSync(chart, drawChart(results, `${date}, ${machine}`))
  // The README shows the figures.
  if (json === 'bench/results.json') execFileSync(process.execPath, ['--import', 'tsx', 'scripts/docs.ts'])
  if (flags.budget === undefined) return 0
  const broken = brokenPromises(results, JSON.parse(readFileSync(flags.budget, 'utf8')) as Promised[])
  return broken.length === 0 ? 0 : tell(broken.join('\n') + '\n', 1)
}

function isWanted(stream: string): boolean {
  return flags.only?.split(',').includes(stream) ?? true
}

async function raceStream(stream: string, text: string, rounds: number, folder: string): Promise<Result[]> {
  const input = join(folder, `${stream}.yaml`)
  const output = join(folder, 'output')
  writeFileSync(input, text)
  const rivals = await rivalsFor(stream, text, folder)
  return race({
    stream,
    input,
    output,
    relocated: output,
    bytes: statSync(input).size,
    contenders: [copy, streamEditor(folder), ...relocators(), ...rivals],
    roundsOf: contender => (stream === 'large' && rivals.includes(contender) ? 2 : rounds),
  })
}

/** All releases of a tree in one run, each to a file of its own; others write all to one file. */
async function raceFleet(rounds: number, folder: string): Promise<Result[]> {
  const fleet = plantFleet(folder, flags.quick === true ? 200 : 2000)
  const input = join(folder, 'nothing')
  writeFileSync(input, '')
  return race({ ...fleet, stream: 'fleet', input, output: join(folder, 'output'), roundsOf: () => rounds })
}

type Race = {
  readonly stream: string
  readonly bytes: number
  /** What every contender has as standard input and standard output. */
  readonly input: string
  readonly output: string
  /** The file that ours writes. */
  readonly relocated: string
  readonly contenders: readonly Contender[]
  readonly roundsOf: (contender: Contender) => number
}

/** Every contender in every round, each round beginning with another one, so that nothing always meets a warm machine. */
async function race(race: Race): Promise<Result[]> {
  const { stream, bytes, input, output, contenders, roundsOf } = race
  const times = new Map<Contender, number[]>(contenders.map(contender => [contender, []]))
  const memory = new Map<Contender, number | undefined>()

  for (const contender of contenders) {
    memory.set(contender, await peakOf(contender, input, output))
    if (contender.name.startsWith('ours')) expectRelocated(race.relocated)
  }
  for (let round = 0; round < Math.max(...contenders.map(roundsOf)); round++) {
    for (const contender of contenders.map((_, index) => contenders[(index + round) % contenders.length])) {
      if (contender === undefined || round >= roundsOf(contender)) continue
      times.get(contender)?.push((await runOnce(contender, input, output)).milliseconds)
    }
  }
  return contenders.map(contender => {
    const taken = times.get(contender) ?? []
    const megabytes = memory.get(contender)
    return {
      stream,
      bytes,
      contender: contender.name,
      rounds: taken.length,
      milliseconds: median(taken),
      fastest: Math.min(...taken),
      megabytes,
    }
  })
}

/** kustomize takes a minute for 6,000 pods, and all of them ten seconds and more for the largest stream. */
async function rivalsFor(stream: string, text: string, folder: string): Promise<readonly Contender[]> {
  if (stream === 'large' && flags.quick === true) return []
  return [...yamlProcessor(), ...(stream === 'dense' ? [] : await kustomize(folder, text))]
}

/** A short run may end unseen: it is watched up to fifty times, for about a second, and the largest reading counts. */
async function peakOf(contender: Contender, input: string, output: string): Promise<number | undefined> {
  const readings: number[] = []
  let watched = 0
  for (let attempt = 1; attempt <= 50 && watched < 1000; attempt++) {
    const { milliseconds, megabytes } = await runOnce(contender, input, output, true)
    if (megabytes !== undefined) readings.push(megabytes)
    watched += milliseconds
  }
  return readings.length === 0 ? undefined : Math.max(...readings)
}

function expectRelocated(output: string): void {
  if (!readFileSync(output, 'utf8').includes(registry))
    throw new Error(`no image moved to ${registry}: nothing to time`)
}

function tell(text: string, exitCode: number): number {
  ;(exitCode === 0 ? process.stdout : process.stderr).write(text)
  return exitCode
}
