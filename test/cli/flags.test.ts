import { describe, expect, test } from '@jest/globals'

import { readArguments } from '../../src/cli/arguments.ts'
import { flags, variableOf } from '../../src/cli/flags.ts'
import type { Flag } from '../../src/cli/flags/flag.ts'
import { readVariables } from '../../src/cli/variables.ts'

const table: readonly Flag[] = flags

describe('the table', () => {
  test('has each name and each short form once', () => {
    const words = table.flatMap(({ name, short }) => (short === undefined ? [name] : [name, short]))
    expect(new Set(words).size).toBe(words.length)
  })

  test('has a placeholder for every value, and none for a switch', () => {
    expect(table.filter(flag => (flag.type === 'switch') !== (flag.value === undefined))).toEqual([])
  })

  test('has a variable for everything that says how to run', () => {
    expect(table.filter(flag => variableOf(flag) === undefined).map(({ name }) => name)).toEqual([
      'help',
      'version',
    ])
    expect(table.map(variableOf)).toContain('K8SSANDRA_RELOCATE_PULL_SECRET')
  })
})

/** What arguments come to, without the parts that are empty. */
function read(argv: readonly string[], commands: readonly string[] = ['images']) {
  const { layer, command, paths, problems } = readArguments(argv, flags, commands)
  return {
    flags: Object.fromEntries(layer),
    command,
    paths,
    messages: problems.map(({ message }) => message),
  }
}

describe('arguments', () => {
  const nothing = { flags: {}, command: undefined, paths: [], messages: [] }

  test.each([
    [['--registry', 'a'], { registry: ['a'] }],
    [['--registry=a=b'], { registry: ['a=b'] }],
    [['-r', 'a'], { registry: ['a'] }],
    [['-ra'], { registry: ['a'] }],
    [['-r=a'], { registry: ['a'] }],
    [['-qvr', 'a'], { quiet: ['true'], verbose: ['true'], registry: ['a'] }],
    [['-s', 'a', '--pull-secret=b'], { 'pull-secret': ['a', 'b'] }],
    [['--strict', '--strict=1'], { strict: ['true', '1'] }],
    [['-r', 'a', '--registry=a'], { registry: ['a', 'a'] }],
    [
      ['--operator=reaper-operator=2.0', '--operator=cass-operator=1.27.1'],
      { operator: ['reaper-operator=2.0', 'cass-operator=1.27.1'] },
    ],
    [['-x=-internal/*'], { exclude: ['-internal/*'] }],
  ])('%j is understood', (argv, expected) => {
    expect(read(argv)).toEqual({ ...nothing, flags: expected })
  })

  test('the first word may name a command, also after flags, but not after "--"', () => {
    expect(read(['-r', 'a', 'images', 'b.yaml'])).toMatchObject({ command: 'images', paths: ['b.yaml'] })
    expect(read(['b.yaml', 'images'])).toMatchObject({ command: undefined, paths: ['b.yaml', 'images'] })
    expect(read(['--', 'images'])).toMatchObject({ command: undefined, paths: ['images'] })
    expect(read(['images', 'images'])).toMatchObject({ command: 'images', paths: ['images'] })
  })

  test('names of the prototype are unknown flags', () => {
    expect(read(['--__proto__=a', '--constructor', '--toString=a']).messages).toEqual([
      'unknown flag --__proto__',
      'unknown flag --constructor',
      'unknown flag --toString',
    ])
  })

  test('a flag is refused by commands that do not know it', () => {
    expect(read(['images', '--in-place']).messages).toEqual(['--in-place only applies to relocating'])
    expect(read(['images', '--strict']).messages).toEqual([])
  })
})

describe('two values for what has one', () => {
  const texts = table.filter(
    ({ type, words, form, faultOf }) => type === 'text' && !(words ?? form ?? faultOf),
  )
  const switches = table.filter(({ type }) => type === 'switch')

  test.each(texts)('--$name', ({ name, commands = [] }) => {
    const { messages } = read([...commands.slice(0, 1), `--${name}=a`, `--${name}=b`], commands)
    expect(messages).toContain(`--${name} has different values: "a", "b"`)
  })

  test.each(switches)('--$name', ({ name, commands = [] }) => {
    const { messages } = read([...commands.slice(0, 1), `--${name}`, `--${name}=0`], commands)
    expect(messages).toContain(`--${name} has different values: "true", "false"`)
  })

  test.each([
    [['--layout=full', '--layout=flatten'], '--layout has different values: "full", "flatten"'],
    [['-r', 'me:word@a.int', '-r', 'b.int'], '--registry has different values: "***@a.int", "b.int"'],
    [
      ['--operator=cass-operator=1.27.1', '--operator=cass-operator=1.10'],
      '--operator has different values: "cass-operator=1.27.1", "cass-operator=1.10"',
    ],
  ])('%j', (argv, message) => {
    expect(read(argv).messages).toEqual([message])
  })

  test('a variable', () => {
    const env = { K8SSANDRA_RELOCATE_OPERATOR: 'cass-operator=1.27.1,cass-operator=1.10' }
    expect(readVariables(env, flags).problems).toEqual([
      expect.objectContaining({
        message:
          'K8SSANDRA_RELOCATE_OPERATOR has different values: "cass-operator=1.27.1", "cass-operator=1.10"',
      }),
    ])
  })
})

test('every flag can be set by its variable, lists with commas', () => {
  const values = { list: ' a , b', mappings: 'a=b,c=d', switch: '1', text: 'a' }
  const env: Record<string, string> = {}
  for (const flag of table) env[variableOf(flag) ?? flag.name] = flag.words?.[0] ?? values[flag.type]
  env['K8SSANDRA_RELOCATE_ACCEPT'] = 'IMAGE_LEAK, RULE_UNUSED=quay.io'
  env['K8SSANDRA_RELOCATE_KUBERNETES_VERSION'] = '1.35'
  env['K8SSANDRA_RELOCATE_KYVERNO_VERSION'] = '1.15'
  env['K8SSANDRA_RELOCATE_PLATFORM'] = 'linux/amd64, linux/arm64'
  env['K8SSANDRA_RELOCATE_TIMEOUT'] = '90s'
  env['K8SSANDRA_RELOCATE_JOBS'] = '4'
  env['K8SSANDRA_RELOCATE_FROM'] = 'oci:a'
  env['K8SSANDRA_RELOCATE_OPERATOR'] = 'cass-operator=1.27.1,reaper-operator=v0.3.5'
  const { layer, problems } = readVariables(env, flags)
  expect(problems).toEqual([])
  expect([...layer.keys()]).toEqual(
    table.map(({ name }) => name).filter(name => name !== 'help' && name !== 'version'),
  )
  expect(layer.get('exclude')).toEqual(['a', 'b'])
  expect(layer.get('mirror')).toEqual(['a=b', 'c=d'])
})

test.each([
  ['--registry r.int', '--post-renderer-args=--registry=r.int'],
  ['-r r.int', '--post-renderer-args=-r=r.int'],
  ['--registry=r.int --strict', '--post-renderer-args=--registry=r.int --post-renderer-args=--strict'],
  ['--registry r.int --strict', '--post-renderer-args=--registry=r.int --post-renderer-args=--strict'],
  ['--strict --layout full', '--post-renderer-args=--strict --post-renderer-args=--layout=full'],
  ['-r=r.int -s key', '--post-renderer-args=-r=r.int --post-renderer-args=-s=key'],
])('%s as one word is told how to be written', (word, remedy) => {
  const { problems } = readArguments([word], flags, [])
  expect(problems.map(problem => problem.remedy)).toEqual([expect.stringContaining(remedy)])
})

test.each([
  ['--registry:r.int', '--registry=r.int'],
  ['--image:quay.io/x:1=r.int/x:1', '--image=quay.io/x:1=r.int/x:1'],
  ['--registry: r.int', '--registry=r.int'],
  ['--strict:true', '--strict=true'],
  ['--registry:', '--registry=VALUE'],
  ['-r:r.int', '-r=r.int'],
])('%s has a colon in place of the equals sign', (word, remedy) => {
  const { problems, layer } = readArguments([word], flags, [])
  expect(problems).toEqual([
    expect.objectContaining({ message: `a colon after the flag: "${word}"`, remedy: `write ${remedy}` }),
  ])
  expect(layer.size).toBe(0)
})

test('a shell command may have flags', () => {
  const word = '--repository-hook=make-repository --name "$REPOSITORY"'
  expect(readArguments(['copy', word], flags, ['copy']).problems).toEqual([])
})
