import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { brokenPromises, type Promised } from './budget.ts'
import { drawChart } from './chart.ts'
import { copy, kustomize, registry, relocators, streamEditor, yamlProcessor } from './contenders.ts'
import { median, runOnce, type Contender } from './measure.ts'
import { densePods, generateStream, olderReleaseShape, releaseShape, repeatShape } from './stream.ts'
import { formatTable, type Result } from './table.ts'

const usage = `Times whole processes on generated streams, interleaved, and prints medians.

  npm run bench [-- [--rounds N] [--only STREAMS] [--quick] [--budget FILE] [--json FILE] [--chart FILE]]

  --rounds N      rounds on the streams of up to 3.2 MB (default 15); a fifth of it, at least 3, on the 50 MB one, where
                  others get two rounds
  --only STREAMS  some of: tiny, older, release, large, dense, separated by commas
  --quick         nobody but sed and cat beside ours on the 50 MB stream, where the others take a minute and more
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
    for (const stream of streams.filter(({ name }) => flags.only?.split(',').includes(name) ?? true)) {
      const wanted = stream.name === 'large' ? Math.max(3, Math.round(rounds / 5)) : rounds
      results.push(...(await race(stream.name, stream.text(), wanted, folder)))
    }
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
  if (flags.budget === undefined) return 0
  const broken = brokenPromises(results, JSON.parse(readFileSync(flags.budget, 'utf8')) as Promised[])
  return broken.length === 0 ? 0 : tell(broken.join('\n') + '\n', 1)
}

/** Every contender in every round, each round beginning with another one, so that no one always meets a warm machine. */
async function race(stream: string, text: string, rounds: number, folder: string): Promise<Result[]> {
  const input = join(folder, `${stream}.yaml`)
  const output = join(folder, 'output')
  writeFileSync(input, text)
  const rivals = await rivalsFor(stream, text, folder)
  const ours = relocators()
  const contenders = [copy, streamEditor(folder), ...ours, ...rivals]
  const times = new Map<Contender, number[]>(contenders.map(contender => [contender, []]))
  const memory = new Map<Contender, number | undefined>()
  const most = (contender: Contender) => (stream === 'large' && rivals.includes(contender) ? 2 : rounds)

  for (const contender of contenders) {
    memory.set(contender, await peakOf(contender, input, output))
    if (contender.name.startsWith('ours')) expectRelocated(output)
  }
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders.map((_, index) => contenders[(index + round) % contenders.length])) {
      if (contender === undefined || round >= most(contender)) continue
      times.get(contender)?.push((await runOnce(contender, input, output)).milliseconds)
    }
  }
  return contenders.map(contender => {
    const taken = times.get(contender) ?? []
    const megabytes = memory.get(contender)
    const bytes = statSync(input).size
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

/** A program may be over before anybody looked at it: then it is run again, three times at most. */
async function peakOf(contender: Contender, input: string, output: string): Promise<number | undefined> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const { megabytes } = await runOnce(contender, input, output, true)
    if (megabytes !== undefined) return megabytes
  }
  return undefined
}

function expectRelocated(output: string): void {
  if (!readFileSync(output, 'utf8').includes(registry))
    throw new Error(`no image moved to ${registry}: nothing to time`)
}

function tell(text: string, exitCode: number): number {
  ;(exitCode === 0 ? process.stdout : process.stderr).write(text)
  return exitCode
}
