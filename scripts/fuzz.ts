/**
 * Looks for inputs that break the program: `npm run fuzz -- --runs N | --seconds N [--seed N] [--complaints N]`. Starts from every input of
 * the golden folders and the tests' streams, and from YAML's constructs next to an image, changes them at random, and holds
 * what comes of it to promises that need no answer to compare with. Where Go is there, Kubernetes itself decodes input and
output: what it sees change must be what is reported, and what our reader takes from an input must be what it takes. What is found is made small and printed; put it into a golden
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
import { besideImages, constructs } from '../test/kubernetes-yaml/constructs.ts'
import { isAvailable, startKubernetes, whyNot } from '../test/kubernetes-yaml/kubernetes.ts'
import { chanceOf, mutate } from './fuzz/mutations.ts'
import { complaintOf } from './fuzz/promises.ts'

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

const chance = chanceOf(seed)
const { below, oneOf } = chance

/** The text with everything left out that the complaint does not need. */
async function reduced(text: string, config: Config, complaint: string): Promise<string> {
  const kind = complaint.slice(0, 30)
  for (let size = text.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < text.length;) {
      const shorter = text.slice(0, at) + text.slice(at + size)
      if ((await complaintOf(shorter, config, kubernetes))?.startsWith(kind) === true) text = shorter
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
  for (let count = 1 + below(6); count > 0; count--) text = mutate(text, corpus, chance)
  const config: Config = {
    ...emptyConfig,
    registry: 'registry.internal:5000/m',
    layout: layouts[below(layouts.length)] ?? 'preserve',
    imagePullSecrets: below(2) === 0 ? [] : ['key'],
  }
  runs++
  const complaint = await complaintOf(text, config, kubernetes)
  if (complaint === undefined || found.has(complaint.slice(0, 80))) continue
  found.set(complaint.slice(0, 80), text)
  console.log(`${complaint}\n${JSON.stringify(await reduced(text, config, complaint))} (${config.layout})\n`)
}
console.log(`${runs} inputs from ${corpus.length}, seed ${seed}: ${found.size} complaints`)
kubernetes?.stop()
process.exitCode = found.size === 0 ? 0 : 1
