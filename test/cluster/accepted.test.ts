import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fastGlob from 'fast-glob'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { isFatal } from '../../src/problem.ts'
import { splitStream } from '../../src/manifest/stream.ts'
import { relocate } from '../../src/relocate.ts'
import { layouts } from '../../src/rules/layout.ts'
import { configIn, folders, readIn } from '../golden/folder.ts'
import * as decoder from '../kubernetes-yaml/kubernetes.ts'
import { isAvailable, whyNot } from './api-server.ts'
import { Servers, type DryRun, type DryRunResult } from './dry-run.ts'
import { forEach, type KubeObject } from './kube.ts'

/** A folder of streams besides those of the repository. */
const corpus = process.env['CORPUS']
const isReady = isAvailable && decoder.isAvailable
const suite = isReady ? describe : describe.skip
const registry = 'registry.internal:5000/mirror'
const secret = 'accepted-pull-secret'
/** What stays outside is no reason to skip what is changed. */
const wanted = {
  registry,
  imagePullSecrets: [secret],
  accept: [{ code: 'IMAGE_LEAK' as const, reason: 'known in this test' }],
}

/** An object before and after a relocation. */
type Pair = { readonly where: string; readonly before: KubeObject; readonly after: KubeObject }

type Stream = { readonly name: string; readonly text: string }

/** Streams with the definitions that count for them: those of all streams of their folder. */
const groups = new Map<string, Stream[]>()
const paths = [
  ...fastGlob.sync('testdata/streams/*.yaml'),
  ...(corpus === undefined
    ? []
    : fastGlob
        .sync('**/*.{yaml,yml}', { cwd: corpus, ignore: ['values/**'] })
        .map(file => join(corpus, file))),
]
for (const path of paths.sort()) {
  const group = dirname(path)
  groups.set(group, [...(groups.get(group) ?? []), { name: path, text: readFileSync(path, 'utf8') }])
}

suite(isReady ? 'an API server' : `an API server (${isAvailable ? decoder.whyNot : whyNot})`, () => {
  let kubernetes: decoder.Kubernetes
  const servers = new Servers()

  beforeAll(() => {
    kubernetes = decoder.startKubernetes()
  })
  afterAll(async () => {
    kubernetes.stop()
    await servers.stop()
  })

  test.each(Array.from(groups.keys()))('takes the streams of %s as before', async group => {
    const streams = groups.get(group) ?? []
    const dryRun = await servers.with(await definitionsIn(streams))
    const asked = layouts.map(layout => ({ ...emptyConfig, ...wanted, layout }))
    const { faults, compared } = await compare(dryRun, streams, () => asked)
    expect(faults).toEqual([])
    expect(compared).toBeGreaterThan(0)
  })

  test('takes the objects of every golden folder as before', async () => {
    const dryRun = await servers.with(await definitionsIn(groups.get(join('testdata', 'streams')) ?? []))
    const streams = folders.map(name => ({ name, text: readIn(name, 'input.yaml') ?? '' }))
    const inLayouts = (name: string): readonly Config[] =>
      layouts.map(layout => ({ ...configIn(name), layout }))
    const { faults, compared } = await compare(dryRun, streams, inLayouts)
    expect(faults).toEqual([])
    expect(compared).toBeGreaterThan(100)
  })

  async function definitionsIn(streams: readonly Stream[]): Promise<readonly KubeObject[]> {
    const byName = new Map<string, KubeObject>()
    for (const { text } of streams)
      for (const object of await objectsIn(text))
        if (object.kind === 'CustomResourceDefinition') byName.set(object.metadata?.name ?? '', object)
    return Array.from(byName.values())
  }

  async function objectsIn(text: string): Promise<readonly KubeObject[]> {
    const documents = await kubernetes.decode(text)
    return documents.flatMap(({ value }) => membersOf(value))
  }

  /** The objects that a relocation changed, before and after. */
  async function compare(
    dryRun: DryRun,
    streams: readonly Stream[],
    configsOf: (name: string) => readonly Config[],
  ): Promise<{ faults: readonly string[]; compared: number }> {
    const faults: string[] = []
    const pairs: Pair[] = []
    for (const { name, text } of streams) {
      const before = await objectsIn(text)
      for (const config of configsOf(name)) {
        const output = relocated(text, config)
        if (output === text) continue
        const after = await objectsIn(output)
        if (after.length !== before.length)
          faults.push(`${name}: ${before.length} objects became ${after.length}`)
        for (const [index, object] of before.entries()) {
          const changed = after[index]
          if (changed === undefined || JSON.stringify(object) === JSON.stringify(changed)) continue
          const where = `${name}, ${config.layout}: ${object.kind}/${object.metadata?.name}`
          pairs.push({ where, before: object, after: changed })
        }
      }
    }
    const known = new Map<KubeObject, ReturnType<DryRun['ask']>>()
    const askOnce = (object: KubeObject): ReturnType<DryRun['ask']> => {
      const asked = known.get(object) ?? dryRun.ask(object)
      known.set(object, asked)
      return asked
    }
    await forEach(pairs, async ({ where, before, after }) => {
      const found = faultsOf(await askOnce(before), await dryRun.ask(after), after)
      faults.push(...found.map(fault => `${where}: ${fault}`))
    })
    const compared = pairs.length
    return { faults, compared }
  }
})

/** The stream; of one that is refused, as for two images with one target, each document by itself. */
function relocated(text: string, config: Config): string {
  const { output, problems } = relocate(text, config)
  if (!problems.some(isFatal)) return output
  return splitStream(text)
    .map(({ start, end }) => relocate(text.slice(start, end), config).output)
    .join('---')
}

/** What the server newly refuses, warns of or leaves out. */
function faultsOf(
  was: DryRunResult | undefined,
  is: DryRunResult | undefined,
  after: KubeObject,
): readonly string[] {
  if (was === undefined || is === undefined) return was === is ? [] : ['it is found only before or after']
  if (!is.isTaken) {
    // What cannot even be decoded says nothing of its fields.
    if (!was.isTaken && !was.causes.every(cause => cause.startsWith('Field'))) return []
    const causes = is.causes.filter(cause => !was.causes.includes(cause))
    return causes.map(cause => `refused: ${cause}`)
  }
  const warnings = is.warnings.filter(warning => !was.warnings.includes(warning))
  const [sent, stored] = [textsIn(after), new Set(textsIn(is.stored))]
  const gone = sent.filter(text => (text.includes(registry) || text === secret) && !stored.has(text))
  return [
    ...warnings.map(warning => `warned: ${warning}`),
    ...gone.map(text => `left out: ${text.slice(0, 200)}`),
  ]
}

function membersOf(value: unknown): readonly KubeObject[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const object = value as KubeObject
  const items: unknown = object['items']
  if (object.kind?.endsWith('List') === true && Array.isArray(items)) return items.flatMap(membersOf)
  return [object]
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
