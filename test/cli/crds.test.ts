import { afterAll, expect, test } from '@jest/globals'

import { configHead, directoryWith, program, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

/** A definition of a kind with these properties of `spec`. */
function definition(kind: string, properties: string): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: x}
spec:
  group: letters.example
  names: {kind: ${kind}}
  versions:
  - name: v1beta1
    schema: {openAPIV3Schema: {properties: {spec: {properties: {image: {}}}}}}
  - name: v1
    schema: {openAPIV3Schema: {properties: {spec: {properties: ${properties}}}}}
`
}

const crds = [
  definition('Press', '{image: {}, imagePullSecrets: {type: array, items: {type: object}}}'),
  definition(
    'Ink',
    '{jobs: {items: {properties: {image: {}, imagePullSecrets: {type: array, items: {type: string}}}}}}',
  ),
  definition(
    'Plate',
    '{template: {properties: {spec: {properties: {containers: {items: {properties: {image: {}}}}}}}}}',
  ),
].join('---\n')
const press = (version: string) =>
  `apiVersion: letters.example/${version}\nkind: Press\nmetadata: {name: p}\nspec:\n  image: quay.io/l/press:1\n`
const ink =
  'apiVersion: letters.example/v1\nkind: Ink\nmetadata: {name: i}\nspec:\n  jobs:\n  - image: quay.io/l/ink:1\n'
const plate =
  'apiVersion: letters.example/v1\nkind: Plate\nmetadata: {name: t}\nspec:\n  template:\n    spec:\n      containers:\n      - image: quay.io/l/plate:1\n        name: a\n'
const argv = [registry, '-s=regkey']

test.each([
  ['a list beside the image', press('v1'), '  imagePullSecrets:\n  - name: regkey\n'],
  ['a list of plain names', ink, '    imagePullSecrets:\n    - regkey\n'],
])('--crds: %s goes where the schema has room for it', async (_, stdin, list) => {
  const cwd = directoryWith({ 'crds.yaml': crds })
  const { code, stdout, stderr } = await program([...argv, '--crds=crds.yaml'], { stdin, cwd })
  expect(code).toBe(0)
  expect(stdout).toContain(list)
  expect(stderr).not.toContain('SECRET_WITHOUT_FIELD')
  const without = await program(argv, { stdin, cwd })
  expect(without.stdout).not.toContain('regkey')
  expect(without.stderr).toContain('--crds')
})

test.each([
  ['a pod template whose schema is closed', plate],
  ['a version of the kind that has no list', press('v1beta1')],
])('--crds: %s gets none, and that is a problem', async (_, stdin) => {
  const cwd = directoryWith({ 'crds.yaml': crds })
  const { code, stdout, stderr } = await program([...argv, '--crds=crds.yaml'], { stdin, cwd })
  expect(code).toBe(0)
  expect(stdout).not.toContain('regkey')
  expect(stderr).toContain('SECRET_WITHOUT_FIELD')
})

test('definitions in the stream count, also those that a plain run does not decode', async () => {
  const { stdout } = await program(argv, { stdin: `${crds}---\n${press('v1')}---\n${plate}` })
  expect(stdout.slice(0, crds.length)).toBe(crds)
  expect(stdout.slice(crds.length).match(/regkey/g)).toHaveLength(1)
})

test('the configuration file names them, relative to itself; the built program reads them', async () => {
  const config = `${configHead}registry: registry.internal/m\nimagePullSecrets: [regkey]\ncrds: [schemas/crds.yaml]\n`
  const cwd = directoryWith({
    'conf/relocate.yaml': config,
    'conf/schemas/crds.yaml': crds,
    'press.yaml': press('v1'),
  })
  const { code, stdout } = await shell('$RELOCATE -c conf/relocate.yaml press.yaml', cwd)
  expect(code).toBe(0)
  expect(stdout).toContain('  imagePullSecrets:\n  - name: regkey\n')
})

test('a file without any definition is refused, and so is one that is not there', async () => {
  const cwd = directoryWith({ 'press.yaml': press('v1') })
  const none = await program([...argv, '--crds=press.yaml'], { cwd })
  expect([none.code, none.stdout]).toEqual([2, ''])
  expect(none.stderr).toContain('no CustomResourceDefinition is in this file')
  expect((await program([...argv, '--crds=nowhere.yaml'], { cwd })).code).toBe(2)
})
