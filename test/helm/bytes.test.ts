import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { flags, images, relocated, comparable } from './expected.ts'
import { captured, chart, executable, makeHelm, runProgram, type Helm } from './helm.ts'
import { describeEachHelm } from './versions.ts'
import { pinnedHelm } from './binaries.ts'
import { readObjects } from './objects.ts'

/** Nothing of the machine's environment but what starts Node. */
const env = { PATH: process.env['PATH'] ?? '' }

/** A line without any of these has to come out as it went in. */
const mayChange = [
  ...Object.keys(images),
  'docker.io/k8ssandra/cass-management-api',
  'docker.io/datastax/dse-server',
  'imagePullSecrets',
  '          []',
  '{"apiVersion": "v1", "kind": "ServiceAccount"',
]

describeEachHelm('the bytes that Helm %s passes', version => {
  let helm: Helm
  let input: string
  let output: string

  beforeAll(async () => {
    helm = await makeHelm(version)
    const { status, stderr } = await helm.run('template', 'small', chart, ...helm.postRenderer('capture'))
    if (status !== 0) throw new Error(stderr)
    input = readFileSync(captured(helm), 'utf8')
    output = await relocate(input)
  }, 300_000)

  afterAll(() => helm.remove())

  test('come out with images and pull secrets relocated, object by object', async () => {
    const [before, after] = [await readObjects(input), await readObjects(output)]
    expect(comparable(after)).toEqual(comparable(before.map(relocated)))
  })

  test('keep every line in its place but those with an image or a pull secret', () => {
    const [before, after] = [input.split('\n'), output.split('\n')]
    const kept = before.filter(line => !mayChange.some(text => line.includes(text)))
    expect(isSubsequence(kept, after)).toBe(true)
    expect(kept.length).toBeGreaterThan(before.length * 0.8)
  })

  test('keep the mark of every document, in order', () => {
    const marks = (text: string) => text.match(/^---.*|^# Source: .*|postrender-filename: .*/gm)
    expect(marks(output)).toEqual(marks(input))
    expect(marks(input)?.length).toBeGreaterThan(20)
  })

  test('do not change in a second run', async () => {
    expect(await relocate(output)).toBe(output)
  })

  test('pass through unchanged with --pass-through', async () => {
    const { status, stdout } = await runProgram(executable, ['--pass-through'], env, input)
    expect({ status, same: stdout === input }).toEqual({ status: 0, same: true })
  })
})

test('Helm 4 names the template of each document in an annotation, JSON documents included', async () => {
  const helm = await makeHelm(pinnedHelm[4])
  await helm.run('template', 'small', chart, ...helm.postRenderer('capture'))
  const input = readFileSync(captured(helm), 'utf8')
  helm.remove()
  const documents = input.split(/^---$/m)
  expect(
    documents.filter(document => !document.includes('postrenderer.helm.sh/postrender-filename')),
  ).toEqual([])
  expect(documents.filter(document => document.startsWith('\n{"apiVersion"'))).toHaveLength(1)
})

async function relocate(input: string): Promise<string> {
  const { status, stdout, stderr } = await runProgram(executable, flags, env, input)
  if (status !== 0) throw new Error(stderr)
  return stdout
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let index = 0
  for (const line of whole) if (line === part[index]) index += 1
  return index === part.length
}
