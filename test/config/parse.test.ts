import { describe, expect, test } from '@jest/globals'

import { parseConfig } from '../../src/config/parse.ts'
import { layouts } from '../../src/rules/layout.ts'
import { processorTime } from '../processor-time.ts'

const head = 'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\n'

/** Each problem as one line: place, field, message; the remedies have a test of their own. */
function faults(text: string): readonly string[] {
  return parseConfig(text, 'relocate.yaml').problems.map(({ place, message }) =>
    [`${place?.line}:${place?.column}`, place?.path, message].filter(part => part !== undefined).join(' '),
  )
}

function rowAt(path: string): string {
  return `- {group: g, kind: K, path: "${path}", shape: reference}\n`
}

test('a file that uses every field is read in full', () => {
  const text = `${head}# the mirror of the data centre
registry: registry.internal:5000/k8ssandra
layout: full
mirrors:
  - { source: docker.io, target: registry.internal:5000/hub }
  - source: quay.io
    target: registry.internal:5000/quay
images: [{source: 'busybox:1.36', target: "registry.internal/busybox:1.37"}]
exclude: [ "*.dkr.ecr.*.amazonaws.com/**" ]
imagePullSecrets:
  - registry-key
  - name: other.key
strict: true
fieldSpecs:
  - {group: '', kind: Widget, path: spec/image, shape: reference}
`
  expect(parseConfig(text)).toEqual({
    problems: [],
    settings: {},
    config: {
      registry: 'registry.internal:5000/k8ssandra',
      layout: 'full',
      mirrors: [
        { source: 'docker.io', target: 'registry.internal:5000/hub' },
        { source: 'quay.io', target: 'registry.internal:5000/quay' },
      ],
      images: [{ source: 'busybox:1.36', target: 'registry.internal/busybox:1.37' }],
      exclude: ['*.dkr.ecr.*.amazonaws.com/**'],
      imagePullSecrets: ['registry-key', 'other.key'],
      strict: true,
      fieldSpecs: [{ group: '', kind: 'Widget', path: 'spec/image', shape: 'reference' }],
    },
  })
})

test('the empty text sets nothing, and is not a fault', () => {
  expect(parseConfig('')).toEqual({ config: {}, settings: {}, problems: [] })
})

test('a byte order mark, CRLF line ends, document markers and aliases are understood', () => {
  const text = `\uFEFF---\r\n${head.replaceAll('\n', '\r\n')}registry: &target registry.internal\r\nexclude: [*target]\r\n...\r\n`
  expect(parseConfig(text)).toEqual({
    problems: [],
    settings: {},
    config: { registry: 'registry.internal', exclude: ['registry.internal'] },
  })
})

describe('a fault has line, column and field', () => {
  const cases: readonly (readonly [name: string, text: string, faults: readonly string[]])[] = [
    ['no fields at all', '# nothing yet\n', ['1:1 expected a mapping, found nothing']],
    ['a list', '- registry\n', ['1:1 expected a mapping, found a list']],
    [
      'no apiVersion, no kind',
      'registry: a\n',
      ['1:1 the field apiVersion is missing', '1:1 the field kind is missing'],
    ],
    [
      'another apiVersion and kind',
      'apiVersion: v1\nkind: ConfigMap\n',
      ['1:13 apiVersion unknown word', '2:7 kind unknown word'],
    ],
    ['an unknown field', `${head}\nregsitry: a\n`, ['4:1 unknown field "regsitry"']],
    ['a field of the prototype', `${head}__proto__: {strict: true}\n`, ['3:1 unknown field']],
    ['an inherited name', `${head}toString: a\n`, ['3:1 unknown field "toString"']],
    ['a merge key', `${head}<<: {strict: true}\n`, ['3:1 unknown field']],
    [
      'a field twice',
      `${head}registry: a\nstrict: true\nregistry: b\n`,
      ['5:1 the field registry is here twice'],
    ],
    ['a number for a text', `${head}registry: 5000\n`, ['3:11 registry expected a text, found a number']],
    ['nothing for a text', `${head}registry:\n`, ['3:10 registry expected a text, found nothing']],
    ['an empty text', `${head}registry: ''\n`, ['3:11 registry expected a text, found an empty text']],
    ['a list for a text', `${head}registry: [a]\n`, ['3:11 registry expected a text, found a list']],
    ['a text for a list', `${head}exclude: a\n`, ['3:10 exclude expected a list, found a text']],
    ['a text for a boolean', `${head}strict: yes\n`, ['3:9 strict expected true or false, found a text']],
    ['a word of no layout', `${head}layout: flat\n`, ['3:9 layout unknown word']],
    [
      'an empty list item',
      `${head}exclude:\n  - a\n  -\n`,
      ['5:4 exclude[1] expected a text, found nothing'],
    ],
    ['half a mirror', `${head}mirrors:\n  - source: a.io\n`, ['4:5 mirrors[0] the field target is missing']],
    [
      'a field too many',
      `${head}mirrors: [{source: a.io, target: b, to: c}]\n`,
      ['3:37 mirrors[0] unknown field "to"'],
    ],
    [
      'a field without value',
      `{apiVersion: k8ssandra-relocate.io/v1alpha1, kind: RelocationConfig, registry}`,
      ['1:70 registry expected a value, found nothing'],
    ],
    [
      'a bad Secret',
      `${head}imagePullSecrets: [My_Key]\n`,
      ['3:20 imagePullSecrets[0] not the name of a Secret: it has upper-case letters'],
    ],
    [
      'a Secret of a wrong form',
      `${head}imagePullSecrets: [{nmae: a}]\n`,
      ['3:20 imagePullSecrets[0] the field name is missing', '3:21 imagePullSecrets[0] unknown field "nmae"'],
    ],
    [
      'a row of no shape',
      `${head}fieldSpecs: [{group: g, kind: K, path: p, shape: refrence}]\n`,
      ['3:50 fieldSpecs[0]/shape unknown word'],
    ],
    [
      'paths that lead nowhere',
      `${head}fieldSpecs:\n${['/a', 'a//b', 'a[0]/b', 'a[]b'].map(rowAt).join('')}`,
      [
        '4:29 fieldSpecs[0]/path not the path of a field: it has an empty part',
        '5:29 fieldSpecs[1]/path not the path of a field: it has an empty part',
        '6:29 fieldSpecs[2]/path not the path of a field: it has brackets that are not "[]"',
        '7:29 fieldSpecs[3]/path not the path of a field: it has text after "[]" without "/"',
      ],
    ],
    [
      'a list as field name',
      `${head}? [a]\n: b\n`,
      ['3:1 not readable as YAML: a list or mapping cannot be a key'],
    ],
    [
      'an unknown anchor',
      `${head}registry: *nowhere\n`,
      ['3:11 not readable as YAML: nothing is anchored as "…"'],
    ],
    ['a second document', `${head}---\nkind: Secret\n`, ['4:1 a second YAML document begins']],
    ['an unknown tag', `${head}registry: !env HOME\n`, ['3:11 not readable as YAML: tag resolve failed']],
    [
      'an unclosed quote',
      `${head}registry: "a\n`,
      ['3:11 not readable as YAML: quoted text without its closing quote'],
    ],
  ]

  test.each(cases)('%s', (_name, text, expected) => {
    expect(faults(text)).toEqual(expected)
  })
})

describe('no problem quotes a value of a file', () => {
  const secret = 'hunter2-SECRET'
  const rows = 'fieldSpecs: [{group: "", kind: Widget, path: "PATH", shape: reference}]'
  const texts = [
    secret,
    `root:x:0:0:${secret}:/root:/bin/sh`,
    `machine registry.internal login robot password ${secret}`,
    `"${secret}`,
    `- ${secret}\n- "${secret}`,
    `a: [${secret}`,
    `token: ${secret}`,
    `${secret}: token`,
    `{"auths": {"registry.internal": {"auth": "${secret}"}}}`,
    `%${secret}\n---\na: b`,
    `a: *${secret}`,
    `a: !${secret} b`,
    `a: "\\${secret}"`,
    `\t${secret}`,
    ...[
      'registry',
      'layout',
      'unmapped',
      'strict',
      'exclude',
      'mirrors',
      'images',
      'imagePullSecrets',
      'accept',
    ].flatMap(key => [
      `${head}${key}: ${secret} x`,
      `${head}${key}: ["${secret} x"]`,
      `${head}${key}: {${secret}: x}`,
    ]),
    `${head}registry: https://robot:${secret}@registry.internal/m`,
    `${head}mirrors: [{source: quay.io, target: "robot:${secret}@r.internal"}]`,
    `${head}images: [{source: "${secret}:A B", target: r.internal/b}]`,
    `${head}exclude: ["${secret}//x"]`,
    `${head}accept: [{code: ${secret}}]`,
    `${head}${rows.replace('PATH', `${secret}//x`)}`,
    `${head}${rows.replace('Widget', secret)}`,
  ]

  test.each(texts)('%s', text => {
    const { problems } = parseConfig(text, 'relocate.yaml')
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.map(({ message, remedy }) => `${message}; ${remedy}`).join('\n')).not.toMatch(
      /hunter2|bin.sh/,
    )
    expect(problems.every(({ place }) => place?.line !== undefined && place.column !== undefined)).toBe(true)
  })
})

describe('a row that cannot have an effect is an error', () => {
  const row = (more: string) =>
    `${head}fieldSpecs:\n- {group: g.io, kind: Widget, path: spec/image, ${more}}\n`

  test.each([
    'shape: reference',
    'shape: image-parts, parts: {keys: {repository: repo, tag: version}, hasRegistry: false, secret: pullSecretRef}',
    'shape: registry, example: acme/tool',
    'shape: text, keys: [job_image]',
    'shape: embedded-manifest, mustRead: true',
    'shape: pull-secrets, account: [spec/serviceAccountName], beside: [containers]',
  ])('but not %s', more => {
    expect(faults(row(more))).toEqual([])
  })

  test.each([
    'shape: reference, parts: {hasRegistry: true}',
    'shape: registry',
    'shape: text, keys: []',
    'shape: reference, keys: [a]',
    'shape: pod-spec, account: [a]',
    'shape: image-parts, parts: {keys: {image: a}}',
    'shape: reference, mustRead: true',
    'shape: image-parts, parts: {keys: {registry: hub}, hasRegistry: false}',
    'shape: image-parts, parts: {name: tool, hasName: false}',
    'shape: image-parts, parts: {hasRepository: false, hasName: false}',
  ])('%s', more => {
    expect(faults(row(more))).toHaveLength(1)
  })

  test.each([
    [{ kind: 'Secret' }],
    [{ kind: 'CustomResourceDefinition' }],
    [{ kind: 'deployment' }],
    [{ group: 'apps/v1' }],
    [{ path: 'metadata/annotations/sidecar.istio.io/proxyImage' }],
  ])('%j', change => {
    const spec = { group: 'apps', kind: 'Deployment', path: 'spec/image', shape: 'reference', ...change }
    expect(faults(`${head}fieldSpecs: ${JSON.stringify([spec])}\n`)).toHaveLength(1)
  })

  test('an annotation with its slash escaped is reached', () => {
    const path = 'spec/template/metadata/annotations/sidecar.istio.io\\/proxyImage'
    const spec = { group: 'apps', kind: 'Deployment', path, shape: 'reference' }
    expect(faults(`${head}fieldSpecs: ${JSON.stringify([spec])}\n`)).toEqual([])
  })
})

test('settings of a file for the run are separate from those of the relocation', () => {
  const text = `${head}allow: [quay.io]\nvalues: [v.yaml]\nreport: r.html\nlogFile: l.log\nquiet: true\nverbose: false\ncolor: never\n`
  expect(parseConfig(text)).toEqual({
    problems: [],
    config: {},
    settings: {
      allow: ['quay.io'],
      values: ['v.yaml'],
      report: 'r.html',
      logFile: 'l.log',
      quiet: true,
      verbose: false,
      color: 'never',
    },
  })
})

test('all faults are reported, in the order of the text', () => {
  const text = 'kind: RelocationConfig\nlayuot: full\nexclude: [1, a, {b: c}]\nstrict: 1\n'
  expect(faults(text).map(fault => fault.split(' ')[0])).toEqual(['1:1', '2:1', '3:11', '3:17', '4:9'])
})

test('a word that is nearly right is corrected, any other gets the list of words', () => {
  const remedies = (text: string) => parseConfig(head + text).problems.map(problem => problem.remedy)
  expect(remedies('imagePullSecret: [a]\n')).toEqual(['did you mean imagePullSecrets?'])
  expect(remedies('layout: flat\n')).toEqual([`known here: ${layouts.join(', ')}`])
  expect(remedies('layout: Flaten\n')).toEqual(['did you mean flatten?'])
})

test('a place names the file only when there is one', () => {
  expect(parseConfig('a', 'relocate.yaml').problems[0]?.place?.file).toBe('relocate.yaml')
  expect(parseConfig('a').problems[0]?.place?.file).toBeUndefined()
})

describe('hostile texts are refused within seconds', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (let letter = 98; letter < 122; letter++) {
    const below = `*${String.fromCharCode(letter - 1)}`
    bomb.push(
      `${String.fromCharCode(letter)}: &${String.fromCharCode(letter)} [${Array(9).fill(below).join(', ')}]`,
    )
  }
  const texts = {
    'an alias bomb': head + bomb.join('\n'),
    'an alias bomb in a known field': `${head}exclude: [${bomb.map(line => line.slice(3)).join(',\n')}]\n`,
    'a list in a list, ten thousand times': `${head}exclude: ${'['.repeat(10_000)}`,
    'a thousand levels': `${head}mirrors: ${'['.repeat(999)}${']'.repeat(999)}`,
    'five hundred levels in blocks': `${head}exclude:\n${Array.from({ length: 500 }, (_, depth) => ' '.repeat(depth) + '-').join('\n')}`,
    ...Object.fromEntries(
      ['[', '{a: ', '- ', '? ', 'a: ', ': ', '!a ', '&a '].flatMap(mark => [
        [`40 000 of ${JSON.stringify(mark)} behind a key`, `${head}mirrors: ${mark.repeat(40_000)}`],
        [`5 000 of ${JSON.stringify(mark)} behind a fault`, `${head}x: @a\nmirrors:\n ${mark.repeat(5_000)}`],
      ]),
    ),
    'nothing but quotes': '"'.repeat(240_000),
    'many aliases': `${head}registry: &a b\nexclude:\n${'- *a\n'.repeat(30_000)}layout: *a\n`,
    'more characters than are allowed': `${head}#${'x'.repeat(10_000_000)}`,
  }

  test.each(Object.entries(texts))('%s', (_name, text) => {
    let problems: ReturnType<typeof parseConfig>['problems'] = []
    expect(processorTime(() => ({ problems } = parseConfig(text)))).toBeLessThan(10_000)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.length).toBeLessThan(1000)
    expect(problems.filter(({ message }) => message.length >= 300)).toEqual([])
  })
})

test('a long name of an unknown field is not shown: it may be a secret', () => {
  expect(faults(`${head}${'a'.repeat(30)}: 1\n`)).toEqual([`3:1 unknown field "${'a'.repeat(30)}"`])
  expect(faults(`${head}${'a'.repeat(31)}: 1\n`)).toEqual(['3:1 unknown field'])
})

test('what only lists of pull secrets have is checked, and an annotation is one below metadata alone', () => {
  const row = (more: string): readonly string[] =>
    faults(`${head}fieldSpecs:\n- {group: a.b, kind: A, ${more}}\n`)
  expect(row('path: spec/image, shape: reference, beside: [x]')).toEqual([
    expect.stringContaining('beside has no effect with this shape'),
  ])
  expect(row('path: spec/imagePullSecrets, shape: pull-secrets, account: []')).toEqual([
    expect.stringContaining('an empty list has no effect'),
  ])
  expect(row('path: spec/annotations/a/b, shape: reference')).toEqual([])
})

test('after fifty errors of YAML the rest is counted', () => {
  const found = faults(`exclude:\n${'- !x a\n'.repeat(60)}`)
  expect(found).toHaveLength(51)
  expect(found.at(-1)).toContain('10 more YAML errors from here')
})

test('a text that is too long has a place', () => {
  expect(faults('x'.repeat(250_001))).toEqual(['1:1 the text has 250001 characters, 250000 are allowed'])
})

test('an empty text is to be written, a number to be quoted', () => {
  const remedies = (value: string): readonly (string | undefined)[] =>
    parseConfig(`${head}lock: ${value}\n`).problems.map(({ remedy }) => remedy)
  expect(remedies("''")).toEqual(['write a text'])
  expect(remedies('5')).toEqual(['quote it'])
})
