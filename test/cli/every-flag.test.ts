import { afterAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { flags, variableOf, type FlagName } from '../../src/cli/flags.ts'
import type { Flag } from '../../src/cli/flags/flag.ts'
import { executable } from '../built.ts'
import { configHead, directoryWith, pod, registry, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const digest = `sha256:${'a'.repeat(64)}`
const schema =
  '{openAPIV3Schema: {properties: {spec: {properties: {imagePullSecrets: {type: array, items: {type: string}}}}}}}'
const crd = `{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: presses.letters.example}, spec: {group: letters.example, names: {kind: Press}, versions: [{name: v1, schema: ${schema}}]}}\n`
const secretVariable = '    env: [{name: PASSWORD, value: hunter2}]\n'
const files = {
  'pod.yaml': pod,
  'locked.yaml': pod.replace('nginx', `nginx:1@${digest}`),
  'secret.yaml': `${pod}${secretVariable}`,
  'press.yaml':
    'apiVersion: letters.example/v1\nkind: Press\nmetadata: {name: a}\nspec:\n  image: quay.io/a/b:1\n',
  'crds.yaml': crd,
  'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'team.yaml': pod.replace('  name: web', '  name: web\n  labels: {owner: blue}'),
  'datacenter.yaml':
    'apiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata: {name: dc1}\nspec: {serverType: cassandra, serverVersion: 4.0.17}\n',
  'other.yaml': `${configHead}registry: other.internal\n`,
  'list.txt': 'docker.io other.internal/hub\n',
  'values.yaml': 'cassandra: {image: {registry: other.internal, repository: nginx, tag: "1"}}\n',
  'known.json': JSON.stringify({
    kind: 'ImageList',
    images: [{ source: 'quay.io/other/nginx', target: 'registry.internal/m/library/nginx' }],
  }),
  'lock.yaml': `apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: ImageLock\nimages:\n- {source: nginx, digest: "${digest}"}\n`,
}

/** A call that goes another way with the flag. What asks a registry or a cluster has a value that is refused before. */
const calls: Readonly<Record<Exclude<FlagName, 'help' | 'version'>, readonly [value: string, argv: string]>> =
  {
    registry: ['other.internal', 'pod.yaml'],
    layout: ['flatten', `${registry} pod.yaml`],
    mirror: ['docker.io=other.internal', `${registry} pod.yaml`],
    image: ['nginx=other.internal/web:2', `${registry} pod.yaml`],
    exclude: ['nginx', `${registry} pod.yaml`],
    unmapped: ['keep', '--mirror=quay.io=other.internal pod.yaml'],
    digests: ['drop', `${registry} locked.yaml`],
    'pull-secret': ['regkey', `${registry} pod.yaml`],
    'pass-through': ['true', 'pod.yaml'],
    operator: ['cass-operator=1.27.1', `images ${registry} datacenter.yaml`],
    allow: ['docker.io', 'verify pod.yaml'],
    cluster: ['true', `verify ${registry}`],
    'all-namespaces': ['maybe', `verify --cluster ${registry}`],
    known: ['known.json', `${registry} pod.yaml`],
    lock: ['lock.yaml', `${registry} pod.yaml`],
    config: ['other.yaml', 'pod.yaml'],
    'no-config': ['true', 'pod.yaml'],
    mapping: ['list.txt', 'pod.yaml'],
    crds: ['crds.yaml', `${registry} --pull-secret=regkey press.yaml`],
    helm: ['/nowhere/helm', `values chart ${registry}`],
    values: ['values.yaml', `${registry} pod.yaml`],
    'in-place': ['true', `${registry} pod.yaml`],
    'output-dir': ['out', `${registry} pod.yaml`],
    namespace: ['shop', 'preflight --registry=127.0.0.1:1/m pod.yaml'],
    context: ['nowhere', `preflight ${registry} pod.yaml`],
    kubeconfig: ['nowhere', `preflight ${registry} pod.yaml`],
    'as-node': ['maybe', `preflight ${registry} pod.yaml`],
    platform: ['linux', `preflight ${registry} pod.yaml`],
    'ca-file': ['nowhere', `preflight ${registry} pod.yaml`],
    'insecure-registry': ['http://r', `preflight ${registry} pod.yaml`],
    timeout: ['soon', `preflight ${registry} pod.yaml`],
    jobs: ['many', `preflight ${registry} pod.yaml`],
    'resolve-at': ['home', `images --lock=new.yaml ${registry} pod.yaml`],
    from: ['oci:nowhere', 'copy'],
    with: ['docker', `copy ${registry} pod.yaml`],
    signatures: ['maybe', `copy ${registry} pod.yaml`],
    'repository-hook': ['true', `copy --from=oci:nowhere --to=oci:out`],
    chart: ['k8ssandra-operator', `values ${registry} pod.yaml`],
    output: ['name', `images ${registry} pod.yaml`],
    unresolved: ['true', `images ${registry} pod.yaml`],
    to: ['kyverno', `export ${registry}`],
    'docker-config': ['nowhere.json', `export --to=pull-secrets --pull-secret=regkey ${registry} pod.yaml`],
    'kubernetes-version': ['1.35', `export --to=admission-policy ${registry}`],
    'kyverno-version': ['1.15', `export --to=kyverno ${registry}`],
    action: ['deny', `export --to=validating-policy ${registry}`],
    'show-secrets': ['true', `diff ${registry} secret.yaml`],
    'exit-code': ['true', `diff ${registry} pod.yaml`],
    report: ['run.json', `${registry} pod.yaml`],
    'team-label': ['owner', `--report=run.md ${registry} pod.yaml team.yaml`],
    accept: ['IMAGE_LEAK', `verify ${registry} pod.yaml`],
    strict: ['true', `${registry} --mirror=quay.io=other.internal pod.yaml`],
    'log-file': ['log.txt', `${registry} pod.yaml`],
    quiet: ['true', `${registry} pod.yaml`],
    verbose: ['true', `${registry} pod.yaml`],
    color: ['always', `diff ${registry} pod.yaml`],
  }

/** What the built program does with the flag, or with its variable: the exit code, what it prints, and what it leaves behind. */
function effect(flag: Flag, argv: string, given: { readonly argument?: string; readonly value?: string }) {
  const config = flag.name === 'no-config' ? { 'k8ssandra-relocate.yaml': files['other.yaml'] } : {}
  const cwd = directoryWith({ ...files, ...config })
  const variable = variableOf(flag) ?? ''
  const { status, stdout, stderr } = spawnSync(
    executable,
    [...argv.split(' '), ...(given.argument === undefined ? [] : [given.argument])],
    {
      cwd,
      env: {
        PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
        HOME: cwd,
        ...(given.value === undefined ? {} : { [variable]: given.value }),
      },
      input: pod,
      encoding: 'utf8',
    },
  )
  const names = readdirSync(cwd, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted()
  const left = names.map(name => `${name}: ${readFileSync(name, 'utf8')}`).join('\n')
  const plain = (text: string) =>
    text
      .replaceAll(cwd, '.')
      .replaceAll(variable, `--${flag.name}`)
      .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'TIME')
  return { status, stdout: plain(stdout), stderr: plain(stderr), left: plain(left) }
}

test.each(Object.entries(calls))('--%s does something, and its variable the same', (name, [value, argv]) => {
  const flag = (flags as readonly Flag[]).find(one => one.name === name)
  if (flag === undefined) throw new Error(`no flag ${name}`)
  const isOn = flag.type === 'switch' && value === 'true'
  const ofFlag = effect(flag, argv, { argument: isOn ? `--${name}` : `--${name}=${value}` })
  if (ofFlag.status === 2) expect(ofFlag.stdout).toBe('')
  else expect(ofFlag).not.toEqual(effect(flag, argv, {}))
  expect(effect(flag, argv, { value })).toEqual(ofFlag)
})
