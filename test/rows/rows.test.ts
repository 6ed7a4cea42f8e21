import { expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import fastGlob from 'fast-glob'

import { buildMutants, type TableRow } from './mutants.ts'
import { exportTargetNames } from '../../src/output/export/export-format.ts'
import type { Case } from './outcome.ts'

/** Tables of facts, and of layouts. Shapes, reasons, charts and operators are names, which the compiler checks. */
const words = /\/(?:fieldspec|component|refusal|operator)\.ts$/

/** Tables that only decide what a lock is worth: `test/plan/lock-digests.test.ts` goes through all of their rows. */
const ofLocks = /\/own-images\.ts$/

const isTable = (file: string): boolean =>
  (/^src\/(?:knowledge|reference)\//.test(file) || file === 'src/rules/layout.ts') &&
  !words.test(file) &&
  !ofLocks.test(file)

const mutants = await buildMutants(isTable)
const cases: readonly Case[] = [
  ...streamCases(),
  ...fastGlob.sync('testdata/values/*.yaml').map(valuesCase),
  ...releaseCases(),
  { kind: 'stream', input: operatorsOfNamespaces() },
  { kind: 'stream', input: imagesOfOneWord() },
  ...exportTargetNames.map(target => ({ kind: 'export', target, input: '' }) as const),
  { kind: 'documentation', input: '' },
]
const outcomes = new Map<Case, string>()

test('there are rows to look at', () => {
  expect(mutants.rows.length).toBeGreaterThan(400)
})

/** A program for each row takes minutes: by itself the test takes one in forty. */
const isWhole = process.env['K8SSANDRA_RELOCATE_TEST_ROWS'] !== undefined
const rows = mutants.rows.filter((_, index) => isWhole || index % 40 === 0)

test('every row makes a difference to a case', () => {
  expect(rows.filter(row => !makesDifference(row)).map(({ id }) => id)).toEqual([])
}, 900_000)

/** Whether a case comes out differently without a row. Cases that have the words of the row are asked first. */
function makesDifference(row: TableRow): boolean {
  const mutant = startOf(row)
  if (mutant === undefined) return true
  const parts = Array.from(row.text.matchAll(/'([^']{3,})'/g), match => match[1] ?? '').flatMap(text =>
    text.split(/[/*^$\\]+/).filter(part => part.length > 2),
  )
  const score = ({ input }: Case): number => parts.filter(part => input.includes(part)).length
  const ordered = cases.map(one => ({ one, score: score(one) })).toSorted((a, b) => b.score - a.score)
  return ordered.some(({ one }) => outcomeOf(mutant, one) !== known(one))
}

/** The program without a row; undefined where it cannot even start. */
function startOf({ id }: TableRow) {
  try {
    return mutants.without(id)
  } catch {
    return undefined
  }
}

function known(one: Case): string {
  const outcome = outcomes.get(one) ?? mutants.whole.outcomeOf(one)
  outcomes.set(one, outcome)
  return outcome
}

function outcomeOf(program: typeof mutants.whole, one: Case): string {
  try {
    return program.outcomeOf(one)
  } catch (error) {
    return String(error)
  }
}

/** Two operators of Prometheus in one namespace, each with another to look after, and a Prometheus for one of them. */
function operatorsOfNamespaces(): string {
  const operators = ['0.48.0', '0.80.0'].map(
    version => `apiVersion: apps/v1
kind: Deployment
metadata: {name: operator-${version}, namespace: operators}
spec:
  template:
    spec:
      containers:
      - image: quay.io/prometheus-operator/prometheus-operator:v${version}
        args: [--namespaces=n${version.slice(2, 4)}]
---
`,
  )
  return `${operators.join('')}apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: a, namespace: n80}\nspec: {}\n`
}

/** Images whose path is one word, next to another word: what is a name for anything, since such images are known. */
function imagesOfOneWord(): string {
  const image = (registry: string, repository: string): string =>
    `{image: {registry: ${registry}, repository: ${repository}, name: own, tag: "3"}}`
  const spec = `{a: ${image('registry.k8s.io', 'pause')}, b: ${image('k8s.gcr.io', 'etcd')}}`
  return `apiVersion: ledger.example/v1\nkind: Ledger\nmetadata: {name: a}\nspec: ${spec}\n`
}

function streamCases(): readonly Case[] {
  const files = ['testdata/relocate/**/input.yaml', 'testdata/charts/*/input.yaml', 'testdata/streams/*.yaml']
  return fastGlob.sync(files).map(file => {
    const config = file.replace('input.yaml', 'config.yaml')
    const input = readFileSync(file, 'utf8')
    return existsSync(config) && config !== file
      ? { kind: 'stream', input, config }
      : { kind: 'stream', input }
  })
}

function valuesCase(file: string): Case {
  return { kind: 'values', input: readFileSync(file, 'utf8') }
}

/** Releases of operators before and after what they pull has changed, with a resource that names no image. */
/** A resource of prometheus-operator with an image of its own for one of the containers that reload. */
function reloaded(kind: string): string {
  const container = '[{name: config-reloader, image: a/b:1}]'
  return `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {version: v0.1.0, containers: ${container}}\n`
}

function releaseCases(): readonly Case[] {
  const reaper =
    'apiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata: {name: a}\nspec: {}\n'
  const agent =
    'apiVersion: monitoring.coreos.com/v1alpha1\nkind: PrometheusAgent\nmetadata: {name: a}\nspec: {}\n'
  const config = `apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\nimageRegistry: registry.example\nimages: {system-logger: a/b:1}\n`
  const datacenters = ['3.11.6', '3.11.10', '4.0.1', '6.8.0'].map(
    version =>
      `apiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata: {name: a}\nspec: {serverType: ${version === '6.8.0' ? 'dse' : 'cassandra'}, serverVersion: ${version}}\n`,
  )
  return [
    ...['0.1.0', '0.3.0', '0.3.5'].map(
      version => ({ kind: 'release', operator: 'reaper-operator', version, input: reaper }) as const,
    ),
    { kind: 'release', operator: 'prometheus-operator', version: '0.80.0', input: agent },
    ...['0.38.3', '0.40.0', '0.42.1', '0.80.0'].flatMap(version =>
      ['Prometheus', 'Alertmanager', 'ThanosRuler'].map(
        kind =>
          ({ kind: 'release', operator: 'prometheus-operator', version, input: reloaded(kind) }) as const,
      ),
    ),
    ...['1.5.0', '1.6.0', '1.7.1', '1.8.0', '1.20.0', '1.22.0', '1.32.0'].flatMap(version =>
      datacenters.flatMap(input =>
        [input, `${config}---\n${input}`].map(
          text => ({ kind: 'release', operator: 'cass-operator', version, input: text }) as const,
        ),
      ),
    ),
  ]
}
