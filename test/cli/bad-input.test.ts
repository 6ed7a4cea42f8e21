import { afterAll, describe, expect, test } from '@jest/globals'

import { configHead, directoryWith, pod, program, registry, removeDirectories } from './program.ts'
import type { Given } from './program.ts'

afterAll(removeDirectories)

const nothingRead =
  /^error: there is nothing to .*: the input is empty, or nothing in it is a Kubernetes object; .* \[STREAM_EMPTY\]\n/
const cwd = directoryWith({
  'pod.yaml': pod,
  'whole.yaml': `apiVersion: v1\n${pod}`,
  'bad.yaml': `${configHead}registry: a\nregsitry: b\nlayout: flat\n`,
  'binary.yaml': Buffer.from([0x72, 0xff, 0x0a]),
  'notes.txt': 'no manifest',
  'empty.yaml': '\n',
  'zero.yaml': '',
  'comments.yaml': '# a comment\n---\n',
  'values.yaml': 'image: nginx\n',
  'kustomization.yaml': 'resources:\n- pod.yaml\n',
  'text.yaml': 'no manifest\n',
  'page.yaml': '<!DOCTYPE html><p>kind: none</p>\n',
  'failed.yaml': 'WARNING: old\nError: no chart\n',
  'answer.json': '{"error": "not found"}\n',
  'errors.json': '{"errors": [{"code": "NOT_FOUND"}]}\n',
  'message.json':
    '{"message": "Not Found", "documentation_url": "https://docs.example.com", "status": "404"}\n',
  'message.yaml': 'message: hello\n',
  'status.json': '{"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "code": 404}\n',
  'status.yaml': '---\napiVersion: v1\nkind: Status\nstatus: Failure\nmessage: pods not found\n',
})

const input = (image: string) => ({ stdin: pod.replace('nginx', image) })

/** Each line: what is wrong, how the program is called, the exit code, and what it says. */
const cases: readonly (readonly [string, readonly string[], Given, number, RegExp])[] = [
  [
    'an unreadable document',
    [registry],
    { stdin: `${pod}---\n# Source: chart/templates/bad.yaml\nkind: Pod\nspec: {containers: [\n` },
    1,
    /^error: \(standard input\):\d+:\d+ \[chart\/templates\/bad\.yaml\].*: .*; .* \[MANIFEST_UNREADABLE\]\n/,
  ],
  [
    'a template of a chart',
    [registry],
    { stdin: 'kind: Pod\nspec:\n  image: {{ .Values.image }}\n' },
    1,
    /^error: .*: cannot be read as YAML: .*; this is a chart template; render the chart first: helm template RELEASE CHART \[MANIFEST_UNREADABLE\]\n/,
  ],
  [
    'a manifest named as values',
    [registry, '--values=whole.yaml'],
    { cwd },
    2,
    /^error: whole\.yaml:1:1: cannot be read as values: it is a manifest; name a manifest without --values \[VALUES_INVALID\]\n/,
  ],
  ...[
    `${pod}---\nkind: Status\napiVersion: v1\nstatus: Failure\nmessage: 'pods "web" not found'\n`,
    `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"}}\n{"kind":"Status","apiVersion":"v1","status":"Failure"}\n`,
  ].flatMap(stdin =>
    [[registry], ['verify', registry], ['images', registry]].map(
      argv =>
        [
          `the answer of an API server among manifests: ${argv[0]}`,
          argv,
          { stdin },
          1,
          /^error: \(standard input\):\d+:\d+ Status: a Status that says Failure: .*; .* \[MANIFEST_UNREADABLE\]\n/m,
        ] as const,
    ),
  ),
  [
    'a bad reference',
    [registry],
    input('Nginx:1'),
    1,
    /^error: \(standard input\):6:12 Pod\/web spec\/containers\[0\]\/image: .*"Nginx:1".*; .* \[REFERENCE_INVALID\]\n/,
  ],
  [
    'an unknown flag',
    ['--regstry=a'],
    {},
    2,
    /^error: unknown flag --regstry; did you mean --registry\? \[USAGE_INVALID\]\n$/,
  ],
  ...['-strict', '-registry=a', '-registry'].map(
    word =>
      [
        `one dash for two: ${word}`,
        [word],
        {},
        2,
        /^error: a long flag with one dash: -(strict|registry); write --\1 \[USAGE_INVALID\]\n$/,
      ] as const,
  ),
  [
    'a flag without value',
    ['-r'],
    {},
    2,
    /^error: -r has no value; give it a value: --registry=HOST.* \[USAGE_INVALID\]\n$/,
  ],
  [
    'a flag where a value belongs',
    ['-r', '--strict'],
    {},
    2,
    /^error: -r is followed by "--strict"; if that is its value, write --registry=--strict /,
  ],
  ['an empty value', ['--registry='], {}, 2, /^error: --registry: the value is empty; /],
  [
    'half a mirror',
    ['-m', 'docker.io'],
    {},
    2,
    /^error: -m: not SOURCE=TARGET: "docker.io"; write SOURCE=TARGET, as in /,
  ],
  [
    'an unknown layout',
    ['--layout=flaten'],
    {},
    2,
    /^error: --layout: unknown word "flaten"; did you mean flatten\? /,
  ],
  [
    'a bad secret name',
    ['-s', 'My_Key'],
    {},
    2,
    /^error: -s: not the name of a Secret: "My_Key" has upper-case letters; /,
  ],
  ['a bad boolean', ['--strict=yes'], {}, 2, /^error: --strict: neither true nor false: "yes"; /],
  ['a denied switch', ['--no-strict'], {}, 2, /^error: unknown flag --no-strict; write --strict=false /],
  [
    'a bad variable',
    [],
    { env: { K8SSANDRA_RELOCATE_STRICT: 'si' } },
    2,
    /^error: K8SSANDRA_RELOCATE_STRICT: neither true nor false: "si"; /,
  ],
  [
    'an empty item in a variable',
    [],
    { env: { K8SSANDRA_RELOCATE_EXCLUDE: 'a,,b' } },
    2,
    /^error: K8SSANDRA_RELOCATE_EXCLUDE: the value is empty; /,
  ],
  [
    'a bad configuration',
    ['-c', 'bad.yaml'],
    { cwd },
    2,
    /^error: bad\.yaml:4:1: unknown field "regsitry"; did you mean registry\? \[CONFIG_INVALID\]\nerror: bad\.yaml:5:9 layout: /,
  ],
  [
    'a missing configuration',
    ['-c', 'none.yaml'],
    { cwd },
    2,
    /^error: none\.yaml: the configuration cannot be read: no such file or directory; .* \[CONFIG_UNREADABLE\]\n$/,
  ],
  [
    'a configuration that is a directory',
    ['-c', '.'],
    { cwd },
    2,
    /^error: \.: the configuration cannot be read: .*directory.*; .* \[CONFIG_UNREADABLE\]\n$/,
  ],
  [
    'a configuration that is no text',
    ['-c', 'binary.yaml'],
    { cwd },
    2,
    /^error: binary\.yaml:1:2: not UTF-8 text: byte 0xff at offset 1; .* \[CONFIG_UNREADABLE\]\n$/,
  ],
  [
    'a file that is not there',
    [registry, 'none.yaml'],
    { cwd },
    1,
    /^error: none\.yaml: cannot be read: no such file or directory; .* \[FILE_UNREADABLE\]\n/,
  ],
  [
    'a path through a file',
    [registry, 'pod.yaml/x'],
    { cwd },
    1,
    /^error: pod\.yaml\/x: cannot be read: not a directory; .* \[FILE_UNREADABLE\]\n/,
  ],
  [
    'a file that is no text',
    [registry, 'binary.yaml'],
    { cwd },
    1,
    /^error: binary\.yaml:1:2: not UTF-8 text: byte 0xff at offset 1; /,
  ],
  [
    'a pattern without a match',
    [registry, '*.yml'],
    { cwd },
    2,
    /^error: no file matches "\*\.yml"; .* \[USAGE_INVALID\]\n$/,
  ],
  [
    'a collision',
    [registry, '--layout=flatten'],
    { stdin: `${pod}  - image: quay.io/other/nginx\n` },
    3,
    /^error: \(standard input\):7:\d+ .*nginx.*quay\.io\/other\/nginx.*; .* \[TARGET_COLLISION\]\n/,
  ],
  [
    'an unmapped image',
    ['-m', 'quay.io=registry.internal/q'],
    {},
    3,
    /^error: \(standard input\):6:12 Pod\/web spec\/containers\[0\]\/image: .*nginx.*; .* \[IMAGE_UNMAPPED\]\n/,
  ],
  [
    'a URL as registry',
    ['-r', 'https://registry.internal'],
    {},
    2,
    /^error: .*"https:\/\/registry\.internal".*; .* \[RULE_INVALID\]\n$/,
  ],
  [
    'binary noise',
    [registry],
    { stdin: Buffer.from([0x61, 0x0a, 0x62, 0xc3, 0x28]) },
    1,
    /^error: \(standard input\):2:2: not UTF-8 text: byte 0xc3 at offset 3; .* \[STREAM_NOT_TEXT\]\n/,
  ],
  [
    'UTF-16',
    [registry],
    { stdin: Buffer.from(`\uFEFF${pod}`, 'utf16le') },
    1,
    /; it looks like UTF-16: convert it with iconv -f UTF-16 -t UTF-8 \[STREAM_NOT_TEXT\]\n/,
  ],
  [
    'UTF-16 without a mark',
    [registry],
    { stdin: Buffer.from(pod, 'utf16le') },
    1,
    /byte 0x00 at offset 1; it looks like UTF-16: .* \[STREAM_NOT_TEXT\]\n/,
  ],
  ...[
    [[0x42, 0x5a, 0x68, 0x39, 0x00], 'it is compressed: unpack it with bzip2 -d'],
    [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'it is compressed: unpack it with xz -d'],
    [[0x28, 0xb5, 0x2f, 0xfd, 0x00], 'it is compressed: unpack it with zstd -d'],
    [[0x50, 0x4b, 0x03, 0x04, 0x00], 'it is a zip archive: unpack it first'],
    [[0xfe, 0xff, 0x00, 0x6b], 'it looks like UTF-16: convert it with iconv -f UTF-16 -t UTF-8'],
  ].map(
    ([bytes, remedy]) =>
      [
        `bytes that are to be unpacked first: ${String(remedy)}`,
        [registry],
        { stdin: Buffer.from(bytes as number[]) },
        1,
        new RegExp(`; ${String(remedy)} \\[STREAM_NOT_TEXT\\]\n`),
      ] as const,
  ),
  [
    'a compressed stream',
    [registry],
    { stdin: Buffer.from([0x1f, 0x8b, 8, 0, 0]) },
    1,
    /; it is compressed: unpack it with gzip -d, or, if it is a chart, render it with helm template \[STREAM_NOT_TEXT\]\n/,
  ],
  [
    'an empty stream',
    [registry],
    { stdin: '' },
    1,
    /^error: nothing came in on standard input; .* \[STREAM_EMPTY\]\n/,
  ],
  ...['verify', 'preflight'].map(
    command =>
      [
        `empty files for ${command}, which would prove nothing`,
        [command, registry, 'empty.yaml', 'empty.yaml'],
        { cwd },
        1,
        nothingRead,
      ] as const,
  ),
  [
    'verify of comments, which are no object',
    ['verify', registry],
    { stdin: '# a comment\n---\n' },
    1,
    nothingRead,
  ],
  ...[
    '<html>quay.io/a/b:1</html>\n',
    '\uFEFF<html>kind: quay.io/a/b:1</html>\n',
    'image: quay.io/a/b:1\n',
    'hello\n',
    '<!DOCTYPE html><script>var x = "\\u003cdiv\\u003e"; y = {kind: "z"}</script>\n',
    '{"message":"not found \\u003capi\\u003e","code":404}\n',
  ].flatMap(stdin =>
    ['', 'verify', 'images', 'diff', 'preflight'].map(
      command =>
        [
          `${command} of ${stdin.trim()}, which is no object`,
          command === '' ? [registry] : [command, registry],
          { stdin },
          1,
          /^error: nothing on standard input is a Kubernetes object; .* \[STREAM_EMPTY\]\n/,
        ] as const,
    ),
  ),
  ...[[], ['verify'], ['images'], ['preflight']].map(
    command =>
      [
        `the error of Helm in place of manifests, for ${command[0] ?? 'the filter'}`,
        [...command, registry],
        { stdin: 'WARNING: old cluster\nError: chart "web" not found\n\n' },
        1,
        /^error: standard input has no manifests, but the error of a command: "Error: chart \\"web\\" not found"; .* \[STREAM_EMPTY\]\n/,
      ] as const,
  ),
  ...[
    ['text.yaml', 'nothing in the file is a Kubernetes object'],
    ['page.yaml', 'nothing in the file is a Kubernetes object'],
    ['failed.yaml', 'the file has no manifests, but the error of a command: "Error: no chart"'],
    ...['answer.json', 'errors.json', 'message.json', 'status.json', 'status.yaml'].map(name => [
      name,
      'nothing in the file is a Kubernetes object',
    ]),
  ].flatMap(([name = '', message = '']) =>
    ['', 'verify', 'images', 'diff'].flatMap(command =>
      [['pod.yaml', name], [name]].map(
        files =>
          [
            `${command} of ${files.join(' and ')}, which is no manifest`,
            [...(command === '' ? [] : [command]), registry, ...files],
            { cwd },
            1,
            new RegExp(`^error: ${name}: ${message}; .* \\[STREAM_EMPTY\\]\n`),
          ] as const,
      ),
    ),
  ),
  ...['', 'verify', 'images', 'diff', 'preflight'].flatMap(command =>
    [['values.yaml'], ['values.yaml', 'zero.yaml'], ['zero.yaml']].map(
      files =>
        [
          `${command} of ${files.join(' and ')}, without any object in the run`,
          [...(command === '' ? [] : [command]), registry, ...files],
          { cwd },
          1,
          /^error: (?:values\.yaml: nothing in the file is a Kubernetes object|zero\.yaml: the file is empty); .* \[STREAM_EMPTY\]\n/,
        ] as const,
    ),
  ),
  ['--in-place without files', [registry, '--in-place'], {}, 2, /^error: --in-place without a file; /],
  [
    '--output-dir for standard input',
    [registry, '--output-dir=out', '-'],
    {},
    2,
    /^error: --output-dir without a file; /,
  ],
  [
    '--in-place with --output-dir',
    [registry, '--in-place', '--output-dir=out', 'pod.yaml'],
    { cwd },
    2,
    /^error: --in-place and --output-dir exclude each other; /,
  ],
]

describe('a code, nothing on standard output, and a message with place and remedy for', () => {
  test.each(cases)('%s', async (_name, argv, given, expectedCode, message) => {
    const { code, stdout, stderr } = await program(argv, given)
    expect({ code, stdout }).toEqual({ code: expectedCode, stdout: '' })
    expect(stderr).toMatch(message)
  })
})

test.each([
  ['an empty file', ['pod.yaml', 'zero.yaml']],
  ['comments', ['comments.yaml', 'pod.yaml']],
  ['files of other tools', ['pod.yaml', 'kustomization.yaml', 'values.yaml', 'message.yaml']],
  ['comments alone', ['comments.yaml', 'zero.yaml']],
])('%s in a tree are no fault', async (_, files) => {
  const { code, stderr } = await program([registry, ...files], { cwd })
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('STREAM_EMPTY') })
})

test('--pass-through copies a file of any text', async () => {
  const { code, stdout } = await program(['--pass-through', 'text.yaml'], { cwd })
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'no manifest\n' })
})

test('all problems are reported at once, and wrong use decides the exit code', async () => {
  const stdin = pod.replace('nginx', 'Nginx:1').replace('- image', '- image: Busybox\n  - image')
  const { stderr } = await program([registry], { stdin })
  expect(Array.from(stderr.matchAll(/^error: \(standard input\):(\d+):/gm), match => match[1])).toEqual([
    '6',
    '7',
  ])
  const both = await program([registry, '--nope', '-c', 'none', '-c', 'bad.yaml'], { cwd })
  expect(both.code).toBe(2)
  expect(both.stderr.match(/\[[A-Z_]+\]$/gm)).toEqual([
    '[USAGE_INVALID]',
    '[CONFIG_UNREADABLE]',
    '[CONFIG_INVALID]',
    '[CONFIG_INVALID]',
  ])
})

test('"Error:" in a manifest is no error of Helm', async () => {
  const log = 'kind: ConfigMap\ndata:\n  log: |\n    Error: none\n'
  for (const stdin of [`${pod}---\n${log}`, 'Error: a\nkind: Pod\n'])
    expect((await program([registry], { stdin })).code).toBe(0)
})

test('a fault of the rules is reported once, however many files there are', async () => {
  const { code, stderr } = await program(['-r=https://a', 'pod.yaml', 'notes.txt'], { cwd })
  expect(code).toBe(2)
  expect(stderr.match(/RULE_INVALID/g)).toHaveLength(1)
})
