/**
 * Looks for inputs that break the program: `npm run fuzz -- --runs N | --seconds N [--seed N] [--complaints N]`. Starts from every input of
 * the golden folders and the tests' streams, and from YAML's constructs beside an image, changes them at random, and holds
 * what comes of it to promises that need no answer to compare with. Where Go is there, Kubernetes itself decodes input and
 * output: what it sees change must be what is reported. What is found is made small and printed; put it into a golden
 * folder below testdata/relocate.
 *
 * Guided by its corpus, not by coverage; the same seed gives the same inputs, and with `--runs` just as many of them on
 * every machine. Ends with the tenth complaint, or the one that `--complaints` counts.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import fastGlob from 'fast-glob'

import { emptyConfig, type Config } from '../src/config/config.ts'
import { layouts } from '../src/rules/layout.ts'
import { parseConfig } from '../src/config/parse.ts'
import { splitStream } from '../src/manifest/stream.ts'
import { isFatal } from '../src/problem.ts'
import { relocate } from '../src/relocate.ts'
import { read } from '../src/yaml/reader.ts'
import { faultsForKubernetes } from '../test/kubernetes-yaml/compare.ts'
import { besideImages, constructs } from '../test/kubernetes-yaml/constructs.ts'
import { isAvailable, startKubernetes, whyNot } from '../test/kubernetes-yaml/kubernetes.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string' },
    runs: { type: 'string' },
    complaints: { type: 'string', default: '10' },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const corpus = [
  ...fastGlob
    .sync(['testdata/relocate/**/{input,config}.yaml', 'testdata/streams/*.yaml'])
    .sort()
    .map(file => readFileSync(file, 'utf8'))
    .filter(text => text.length < 20_000),
  ...Object.values(constructs).map(besideImages),
]
if (!isAvailable) console.log(`without Kubernetes: ${whyNot}`)
const kubernetes = isAvailable ? startKubernetes() : undefined

/** What YAML is made of, and what has hurt readers of it. */
const pieces = [
  ...[
    '---\n',
    '...\n',
    '\r\n',
    '\n',
    '\t',
    ' ',
    '  ',
    '- ',
    '? ',
    ': ',
    ':',
    ', ',
    '#',
    '&a ',
    '*a',
    '<<: *a\n',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '\\',
    '|\n',
    '>-\n',
    '|2+\n',
    '!!str ',
    '%YAML 1.1\n',
    '\ufeff',
    '\u0085',
  ],
  ...[
    '\u2028',
    '\u0000',
    '\ud800',
    '\u001b[31m',
    'null',
    '~',
    'image: ',
    'image:\n',
    'containers:\n',
    'kind: List\n',
  ],
  ...[
    '!!int ',
    '!!binary ',
    '!x ',
    '%TAG ! x\n',
    '1.5',
    'yes',
    '<<: {image: quay.io/a/b:2}\n',
    '*a : b\n',
    '&a\n',
  ],
  ...['__proto__: ', 'constructor: ', 'imagePullSecrets: []\n', 'quay.io/a/b:1@sha256:00', 'a'.repeat(300)],
]

/** A generator of numbers below 1 that a seed decides (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const random = randomFrom(seed)
const below = (end: number): number => Math.floor(random() * end)
const oneOf = (list: readonly string[]): string => list[below(list.length)] ?? ''

function mutate(text: string): string {
  const [at, length] = [below(text.length + 1), below(30)]
  switch (below(7)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length)
    case 1:
      return text.slice(0, at) + oneOf(pieces) + text.slice(at)
    case 2:
      return text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length)
    case 3: {
      const other = oneOf(corpus)
      const from = below(other.length)
      return text.slice(0, at) + other.slice(from, from + below(200)) + text.slice(at)
    }
    case 4:
      return text.replaceAll('\n', '\r\n')
    case 5: {
      const lines = text.split('\n')
      const line = below(lines.length)
      lines[line] = ' '.repeat(below(6)) + (lines[line] ?? '').trimStart()
      return lines.join('\n')
    }
    default:
      return text.slice(0, at)
  }
}

/** What must be true of any text; the first promise that is broken, in words. */
async function complaintOf(text: string, config: Config): Promise<string | undefined> {
  const started = processorTime()
  try {
    const documents = splitStream(text)
    if (documents.map(({ start, end }) => text.slice(start, end)).join('---') !== text)
      return 'splitting loses text'
    read(text)
    parseConfig(text, 'fuzz.yaml')
    const result = relocate(text, config)
    const isRefused = result.problems.some(isFatal)
    if (isRefused && result.output !== text) return 'a refused stream changed'
    if (isRefused) return undefined
    if (relocate(text, emptyConfig).output !== text) return 'no configuration, and a change'
    const again = relocate(result.output, config)
    if (again.output !== result.output) return 'twice is not once'
    const took = processorTime() - started
    const isText = !/\p{Surrogate}/u.test(text)
    const faults = kubernetes && isText ? await faultsForKubernetes(kubernetes, text, result) : []
    if (faults[0] !== undefined) return `Kubernetes: ${faults[0].replace(/^document \d+: /, '')}`
    return took > 2_000 ? 'slower than 2 seconds' : undefined
  } catch (error) {
    return `thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
  return processorTime() - started > 2_000 ? 'slower than 2 seconds' : undefined
}

/** Milliseconds of this process: how busy the machine is does not count. */
function processorTime(): number {
  return process.cpuUsage().user / 1000
}

/** The text with everything left out that the complaint does not need. */
async function reduced(text: string, config: Config, complaint: string): Promise<string> {
  const kind = complaint.slice(0, 30)
  for (let size = text.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < text.length;) {
      const shorter = text.slice(0, at) + text.slice(at + size)
      if ((await complaintOf(shorter, config))?.startsWith(kind) === true) text = shorter
      else at += size
    }
  }
  return text
}

const end = performance.now() + Number(values.seconds) * 1000
const found = new Map<string, string>()
let runs = 0
while (
  (values.runs === undefined ? performance.now() < end : runs < Number(values.runs)) &&
  found.size < Number(values.complaints)
) {
  let text = oneOf(corpus)
  for (let count = 1 + below(6); count > 0; count--) text = mutate(text)
  const config: Config = {
    ...emptyConfig,
    registry: 'registry.internal:5000/m',
    layout: layouts[below(layouts.length)] ?? 'preserve',
    imagePullSecrets: below(2) === 0 ? [] : ['key'],
  }
  runs++
  const complaint = await complaintOf(text, config)
  if (complaint === undefined || found.has(complaint.slice(0, 80))) continue
  found.set(complaint.slice(0, 80), text)
  console.log(`${complaint}\n${JSON.stringify(await reduced(text, config, complaint))} (${config.layout})\n`)
}
console.log(`${runs} inputs from ${corpus.length}, seed ${seed}: ${found.size} complaints`)
kubernetes?.stop()
process.exitCode = found.size === 0 ? 0 : 1
