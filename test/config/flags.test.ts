import { expect, test } from '@jest/globals'

import { configFields } from '../../src/config/fields.ts'
import { flags, variableOf } from '../../src/cli/flags.ts'
import type { Flag } from '../../src/cli/flags/flag.ts'

/** The keys of a configuration file whose flag has another name: a list is in the plural there, and so on. */
const named: Readonly<Record<string, string>> = {
  mirror: 'mirrors',
  image: 'images',
  'pull-secret': 'imagePullSecrets',
  'log-file': 'logFile',
  operator: 'operators',
  'ca-file': 'caFile',
  'insecure-registry': 'insecureRegistries',
  platform: 'platforms',
}

/** Keys that only a file can say. */
const onlyInFiles = ['apiVersion', 'kind', 'metadata', 'blocked', 'fieldSpecs']

/** Flags that say what to do with one command line, and nothing about a relocation. */
const onlyFlags = [
  'pass-through',
  'config',
  'no-config',
  'in-place',
  'output-dir',
  'chart',
  'output',
  'unresolved',
  'namespace',
  'cluster',
  'all-namespaces',
  'context',
  'kubeconfig',
  'exit-code',
  'helm',
  'as-node',
  'timeout',
  'jobs',
  'resolve-at',
  'from',
  'to',
  'with',
  'signatures',
  'repository-hook',
  'kubernetes-version',
  'kyverno-version',
  'docker-config',
  'team-label',
  'action',
  'show-secrets',
  'help',
  'version',
]

test('every key of the file has a flag, but for those that no flag can say', () => {
  const keys = flags.map(({ name }) => named[name] ?? name)
  const lonely = Object.keys(configFields).filter(key => !keys.includes(key))
  expect(lonely.toSorted()).toEqual(onlyInFiles.toSorted())
})

test('every flag has a key, unless it is about one command line, and no name is there for nothing', () => {
  const shared = flags.filter(({ name }) => !onlyFlags.includes(name))
  expect(onlyFlags.filter(name => !flags.some(flag => flag.name === name))).toEqual([])
  expect(shared.map(({ name }) => named[name] ?? name).filter(key => !(key in configFields))).toEqual([])
})

test('every flag with a key has a variable', () => {
  const withKey = (flags as readonly Flag[]).filter(({ name }) => (named[name] ?? name) in configFields)
  expect(withKey.filter(flag => variableOf(flag) === undefined)).toEqual([])
})
