import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseMapping } from '../../src/config/mapping/formats.ts'
import { asksForNothing, emptyConfig } from '../../src/config/config.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { parseReference } from '../../src/reference/parse.ts'
import { isRefusal } from '../../src/reference/refusal.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'

/** Where images go by a mapping file; what goes nowhere is undefined. */
function targetsOf(text: string, images: readonly string[]): readonly (string | undefined)[] {
  const { config, problems } = parseMapping(text, 'mapping')
  expect(problems).toEqual([])
  const { ruleSet } = createRuleSet({ ...emptyConfig, ...config })
  return images.map(image => {
    const reference = parseReference(image)
    if (isRefusal(reference)) throw new Error(image)
    const decision = ruleSet.decide(reference)
    return decision.kind === 'relocated' ? formatReference(decision.target) : undefined
  })
}

function faultsOf(text: string): readonly string[] {
  return parseMapping(text, 'mapping').problems.map(
    ({ code, message, place }) => `${code} ${place?.file ?? ''}:${place?.line ?? 0} ${message}`,
  )
}

describe('registries.conf', () => {
  const conf = `unqualified-search-registries = ["docker.io"]

[[registry]]
prefix = "docker.io"
location = "mirror.example/hub"

[[registry]]
location = "quay.io"
insecure = false
[[registry.mirror]]
location = "mirror.example/quay"

[[registry]]
prefix = "*.gcr.io"
[[registry.mirror]]
location = "mirror.example/gcr"

[[registry]]
prefix = "quay.io/untrusted"
blocked = true
`

  test('prefix, location, mirrors, wildcards and blocked registries', () => {
    const images = ['nginx:1', 'quay.io/a/b:2', 'k8s.gcr.io/pause:3', 'quay.io/untrusted/c:4', 'gcr.io/d/e:5']
    expect(targetsOf(conf, images)).toEqual([
      'mirror.example/hub/library/nginx:1',
      'mirror.example/quay/a/b:2',
      'mirror.example/gcr/pause:3',
      undefined,
      undefined,
    ])
  })

  test('version 1 and aliases alone are called what they are', () => {
    expect(faultsOf("[registries.search]\nregistries = ['docker.io']\n")[0]).toMatch(/mapping:1 version 1 of/)
    expect(faultsOf('[aliases]\n"nginx" = "docker.io/library/nginx"\n')[0]).toMatch(/mapping:1 short-name/)
  })

  test('what a manifest cannot say is an error with its line', () => {
    const several = conf.replace(
      'mirror.example/quay"\n',
      'mirror.example/quay"\n[[registry.mirror]]\nlocation = "b.example"\n',
    )
    expect(faultsOf(several)).toEqual([
      'MAPPING_INVALID mapping:12 quay.io: several mirrors to try in turn (mirror.example/quay, b.example); a manifest names one',
    ])
    expect(faultsOf(conf.replace('blocked = true', 'blocket = true'))[0]).toMatch(/mapping:20 .*blocket/)
    expect(faultsOf('[[registry]]\nprefix = \n')[0]).toMatch(
      /^MAPPING_INVALID mapping:2 not readable as TOML/,
    )
  })
})

describe('mirror sets of OpenShift', () => {
  const idms = (mirrors: string) => `apiVersion: config.openshift.io/v1
kind: ImageDigestMirrorSet
metadata: {name: a}
spec:
  imageDigestMirrors:
  - source: registry.redhat.io/ubi8
    mirrors:
    - ${mirrors}
---
apiVersion: config.openshift.io/v1
kind: ImageTagMirrorSet
metadata: {name: b}
spec:
  imageTagMirrors:
  - {source: quay.io, mirrors: [mirror.example/quay], mirrorSourcePolicy: NeverContactSource}
---
apiVersion: operator.openshift.io/v1alpha1
kind: ImageContentSourcePolicy
metadata: {name: c}
spec:
  repositoryDigestMirrors:
  - {source: ghcr.io/x, mirrors: [mirror.example/x]}
`

  test('all three kinds in one file', () => {
    const images = ['registry.redhat.io/ubi8/ubi:8', 'quay.io/a/b:1', 'ghcr.io/x/y:2']
    expect(targetsOf(idms('mirror.example/ubi8'), images)).toEqual([
      'mirror.example/ubi8/ubi:8',
      'mirror.example/quay/a/b:1',
      'mirror.example/x/y:2',
    ])
  })

  test('a second mirror and an unknown setting are errors with their lines', () => {
    expect(faultsOf(idms('one.example\n    - two.example'))[0]).toMatch(/mapping:9 .*several mirrors/)
    expect(faultsOf(idms('one.example').replace('mirrorSourcePolicy', 'policy'))[0]).toMatch(
      /mapping:15 .*policy/,
    )
  })
})

test('a kustomization: only its images count', () => {
  const text = `kind: Kustomization
resources: [a.yaml]
images:
- name: nginx
  newName: mirror.example/nginx
- name: quay.io/a/b
  newTag: "2"
  newName: mirror.example/b
- name: ghcr.io/c/d
  newName: mirror.example/d
  digest: sha256:${'0'.repeat(64)}
`
  expect(targetsOf(text, ['nginx:1.27', 'quay.io/a/b:1', 'ghcr.io/c/d:1', 'quay.io/a/b/c:1'])).toEqual([
    'mirror.example/nginx:1.27',
    'mirror.example/b:2',
    `mirror.example/d@sha256:${'0'.repeat(64)}`,
    undefined,
  ])
  expect(faultsOf(`${text}- name: x\n  tagSuffix: -a\n`)[0]).toMatch(/mapping:13 .*tagSuffix/)
})

test('registries.yaml of K3s, with rewrites of prefixes', () => {
  const text = `mirrors:
  docker.io:
    endpoint: ["https://mirror.example:5000/v2"]
    rewrite:
      "^rancher/(.*)": "mirrored/rancher/$1"
  "*":
    endpoint: ["https://rest.example"]
configs:
  "mirror.example:5000":
    auth: {username: robot, password: hunter2}
`
  expect(targetsOf(text, ['rancher/k3s:1', 'nginx:1', 'quay.io/a/b:1'])).toEqual([
    'mirror.example:5000/mirrored/rancher/k3s:1',
    'mirror.example:5000/library/nginx:1',
    'rest.example/a/b:1',
  ])
  const faults = faultsOf(text.replace('^rancher/(.*)', '^(.*)-(.*)'))
  expect(faults[0]).toMatch(/mapping:5 docker\.io: a rewrite/)
  expect(faults.join()).not.toContain('hunter2')
})

test('lines of source and target', () => {
  const text = '# kept by hand\nquay.io mirror.example/quay\r\nghcr.io/a/b:1=mirror.example/b:2 # moved\n'
  expect(targetsOf(text, ['quay.io/x/y:1', 'ghcr.io/a/b:1', 'ghcr.io/a/b:3'])).toEqual([
    'mirror.example/quay/x/y:1',
    'mirror.example/b:2',
    undefined,
  ])
})

test('a text in no known format is refused', () => {
  expect(faultsOf('just some words in a line\n')).toEqual([
    'MAPPING_INVALID mapping:1 not a mapping in a known format',
  ])
})

test('no text makes it throw', () => {
  const words = fc.constantFrom(
    '[[registry]]',
    'prefix = "a"',
    'kind: Kustomization',
    'images:',
    '- name: x',
    'mirrors:',
    '  a:',
    '    endpoint: [b]',
    'kind: ImageTagMirrorSet',
    'spec:',
    '\t',
    '"',
    '{',
    '}',
    '[',
    '&a',
    '*a',
    '<<: *a',
    'quay.io x.example',
  )
  fc.assert(
    fc.property(fc.array(words), lines => {
      expect(Array.isArray(parseMapping(lines.join('\n'), 'f').problems)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test.each(['', '\n\n', '# nothing yet\n', '\uFEFF  # nothing\r\n'])('%j is an empty mapping', text => {
  expect(faultsOf(text)).toEqual(['MAPPING_INVALID mapping:1 the mapping is empty'])
})

test('a mapping that only blocks has rules: what it blocks has no target, and a block without images gives no message', () => {
  const conf = '[[registry]]\nlocation = "quay.io"\nblocked = true\n'
  const { config } = parseMapping(conf, 'mapping')
  const blocking = { ...emptyConfig, ...config, unmapped: 'keep' as const }
  expect(asksForNothing(blocking)).toBe(false)
  const { ruleSet } = createRuleSet(blocking)
  const kinds = ['quay.io/a/b:1', 'nginx:1'].map(image => {
    const reference = parseReference(image)
    return isRefusal(reference) ? image : ruleSet.decide(reference).kind
  })
  expect(kinds).toEqual(['unmapped', 'unchanged'])
  expect(createRuleSet(blocking).ruleSet.unused()).toEqual([])
})

describe('mirror sets that contradict themselves', () => {
  const setOf = (kind: string, list: string, entry: string): string =>
    `apiVersion: config.openshift.io/v1\nkind: ${kind}\nmetadata:\n  name: m\nspec:\n  ${list}:\n  - source: quay.io\n${entry}`

  test('a policy that is none is an error with its line', () => {
    const entry = '    mirrors: [m.example/q]\n    mirrorSourcePolicy: Sometimes\n'
    expect(faultsOf(setOf('ImageTagMirrorSet', 'imageTagMirrors', entry))).toEqual([
      'MAPPING_INVALID mapping:9 no policy of mirror sets',
    ])
  })

  test('two mirrors for one source are an error, the same mirror for tags and digests is none', () => {
    const digests = setOf('ImageDigestMirrorSet', 'imageDigestMirrors', '    mirrors: [m.example/q]\n')
    const same = setOf('ImageTagMirrorSet', 'imageTagMirrors', '    mirrors: [m.example/q]\n')
    expect(faultsOf(`${digests}---\n${same}`)).toEqual([])
    expect(faultsOf(`${digests}---\n${same.replace('m.example/q', 'other.example')}`)).toEqual([
      'MAPPING_INVALID mapping:17 quay.io: another mirror than m.example/q, which an entry before names',
    ])
  })
})

describe('a setting of a file that cannot be done is an error at its line', () => {
  const conf = '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "m.example/hub"\n'
  const images = 'kind: Kustomization\nimages:\n'
  const idms = 'kind: ImageDigestMirrorSet\nspec:\n  imageDigestMirrors:\n'

  test.each([
    [
      'an alias away from Docker Hub',
      `[aliases]\n"a" = "docker.io/library/a"\n"b" = "quay.io/x/b"\n${conf}`,
      /:3 the alias "b"/,
    ],
    [
      'a list of hosts that is none',
      `unqualified-search-registries = "quay.io"\n${conf}`,
      /:1 Kubernetes looks/,
    ],
    ['a registry that is no table', `registry = "x"\n`, /:1 registry is no list/],
    [
      'a mirror that is no list',
      conf.replace('[[registry.mirror]]', '[registry.mirror]'),
      /:1 docker\.io: "mirror"/,
    ],
    ['a flag in quotes', `${conf}insecure = "yes"\n`, /:5 docker\.io: "insecure"/],
    ['a location that is no text', conf.replace('"docker.io"', '5'), /:2 a registry: "location"/],
    ['an unknown setting of a mirror', `${conf}rewrite = "x"\n`, /:5 docker\.io: unknown setting "rewrite"/],
    ['a wildcard with a path', conf.replace('docker.io', '*.gcr.io/x'), /:1 mirror "\*\.gcr\.io\/x/],
    ['a scheme in a location', conf.replace('m.example', 'https://m.example'), /:1 mirror .*scheme/],
    ['one source twice', `${conf}\n${conf.replace('m.example', 'n.example')}`, /:6 mirror .* two targets/],
    [
      'mirrors that are no list',
      `${idms}  - source: docker.io\n    mirrors: m.example/hub\n`,
      /:5 docker\.io: mirrors is/,
    ],
    ['entries that are no list', `${idms}    source: docker.io\n`, /:4 not a list/],
    [
      'a setting beside the spec',
      `${idms}  - {source: docker.io, mirrors: [m.example]}\nextra: 1\n`,
      /:5 .*extra/,
    ],
    [
      'a scheme in a mirror',
      `${idms}  - {source: docker.io, mirrors: ["https://m.example"]}\n`,
      /:4 mirror .*scheme/,
    ],
    ['images that are no list', `${images}  name: nginx\n`, /:3 not a list/],
    ['a new name that is no text', `${images}- name: a\n  newName: [b]\n`, /:4 not a text/],
    ['a name that is an expression', `${images}- name: x.*/y\n  newName: m.example/y\n`, /:3 image "x\.\*/],
    [
      'an endpoint that is no list',
      'mirrors:\n  quay.io:\n    endpoint: https://m.example\n',
      /:3 not a list/,
    ],
    [
      'a rewrite that is no mapping',
      'mirrors:\n  quay.io:\n    endpoint: [https://m.example]\n    rewrite: [a]\n',
      /:4 not a mapping/,
    ],
    [
      'a rewrite without an endpoint',
      'mirrors:\n  quay.io:\n    rewrite:\n      "^a/(.*)": "b/$1"\n',
      /:4 quay\.io: a rewrite without/,
    ],
    [
      'a rewrite in the middle of a name',
      'mirrors:\n  quay.io:\n    endpoint: [https://m.example]\n    rewrite:\n      "a/(.*)": "b/$1"\n',
      /:5 quay\.io: a rewrite that/,
    ],
    [
      'a host that an image cannot name',
      'mirrors:\n  quay.io:\n    endpoint: ["http://registry"]\n',
      /:3 quay\.io: an endpoint/,
    ],
    [
      'a path in place of a registry',
      'mirrors:\n  quay.io/x:\n    endpoint: ["https://m.example"]\n',
      /:3 quay\.io\/x: a path/,
    ],
    [
      'an endpoint outside the API',
      'mirrors:\n  docker.io:\n    endpoint: ["https://m.example/hub"]\n',
      /:3 docker\.io: an endpoint with a path outside \/v2/,
    ],
    [
      'a rewrite of the registry itself',
      'mirrors:\n  m.example:\n    endpoint: ["https://m.example"]\n    rewrite:\n      "^a/(.*)": "b/$1"\n',
      /:5 m\.example: a rewrite without/,
    ],
    [
      'a rewrite of one prefix of every registry',
      'mirrors:\n  "*":\n    endpoint: ["https://m.example"]\n    rewrite:\n      "^a/(.*)": "b/$1"\n',
      /:5 \*: a rewrite of one prefix/,
    ],
    [
      'an endpoint after the registry itself',
      'mirrors:\n  docker.io:\n    endpoint:\n    - https://registry-1.docker.io\n    - https://m.example\n',
      /:5 docker\.io: several endpoints/,
    ],
    ['a registry without a place', '[[registry]]\nprefix = "quay.io"\n', /:2 quay\.io: a registry without/],
    ['a mirror without a host', conf.replace('m.example', 'mirror'), /:4 docker\.io: "mirror\/hub" starts/],
    [
      'a mirror of a set without a host',
      `${idms}  - {source: docker.io, mirrors: [mirror]}\n`,
      /:4 docker\.io: the mirror starts with no host/,
    ],
    ['a tag that is a number', `${images}- name: a\n  newTag: 1.10\n`, /:4 not a text/],
    ['a new name with a tag', `${images}- name: a\n  newName: m.example/a:1\n`, /:4 newName with a tag/],
    ['a digest that is none', `${images}- name: a\n  digest: abc\n`, /:4 digest is no digest/],
    [
      'images under their former name',
      `${images}- {name: a, newTag: b}\nimageTags: []\n`,
      /:4 imageTags, the/,
    ],
    [
      'a chain of arrows',
      'docker.io -> m.example/hub\nquay.io -> m.example/q -> n.example\n',
      /:2 not a source and a target/,
    ],
    [
      'a line of three words',
      'docker.io m.example/hub\nquay.io m.example/q extra\n',
      /:2 not a source and a target: "quay/,
    ],
    [
      'a line without a target',
      'docker.io m.example/hub\nghcr.io m.example/g\nquay.io\n',
      /:3 not a source and a target/,
    ],
    [
      'two targets for a line',
      'docker.io m.example/hub\ndocker.io m.example/x\n',
      /:2 mirror .* two targets/,
    ],
  ])('%s', (_, text, expected) => {
    expect(faultsOf(text)[0]?.replace('MAPPING_INVALID mapping', '')).toMatch(expected)
  })

  test('a password in a list is not shown', () => {
    expect(faultsOf('docker.io m.example/hub\nquay.io m.example/q\nPASSWORD=hunter2\n')).toEqual([
      'MAPPING_INVALID mapping:3 not a source and a target',
    ])
  })

  test.each([
    '[[registry]]\nlocation = "docker.io"\ninsecure = true\n',
    'unqualified-search-registries = ["docker.io"]\n',
    'mirrors:\n  "*":\n',
    'configs:\n  m.example:\n    auth: {username: a}\n',
    'kind: Kustomization\nresources: [a.yaml]\n',
    'kind: ImageTagMirrorSet\nspec:\n',
  ])('%j moves nothing, and that is an error', text => {
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/mapping:1 .*nothing in it says where an image goes/),
    ])
  })
})

describe('a file as tools and people write it', () => {
  const conf = '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "m.example/hub"\n'
  const idms = {
    kind: 'ImageDigestMirrorSet',
    spec: { imageDigestMirrors: [{ source: 'docker.io', mirrors: ['m.example/hub'] }] },
  }
  const registries = 'mirrors:\n  docker.io:\n    endpoint:\n      - "https://m.example/v2/hub"\n'

  test.each([
    ['a BOM and CRLF in registries.conf', `\uFEFF${conf.replaceAll('\n', '\r\n')}`],
    ['a BOM and CRLF in registries.yaml', `\uFEFF${registries.replaceAll('\n', '\r\n')}`],
    ['a BOM and CRLF in a list', '\uFEFF# ours\r\n\r\ndocker.io\tm.example/hub # hub\r\n'],
    ['a list with CR alone', 'docker.io m.example/hub\rquay.io m.example/q\r'],
    ['arrows', 'docker.io -> m.example/hub\nquay.io=>m.example/q\n'],
    ['commas, and a star for what is below', '# source, target\ndocker.io/*, m.example/hub/*\n'],
    ['an equals sign between blanks, and slashes at the end', 'docker.io/ = m.example/hub/\n'],
    ['one line twice', 'docker.io m.example/hub\ndocker.io m.example/hub\n'],
    [
      'the registry itself as the last endpoint',
      'mirrors:\n  docker.io:\n    endpoint: ["https://m.example/v2/hub", "https://registry-1.docker.io"]\n',
    ],
    ['the registry itself as the last mirror', `${conf}[[registry.mirror]]\nlocation = "docker.io"\n`],
    [
      'one mirror for digests and for tags, as OpenShift writes it on nodes',
      `${conf}pull-from-mirror = "digest-only"\n[[registry.mirror]]\nlocation = "m.example/hub"\npull-from-mirror = "tag-only"\n`,
    ],
    [
      'a rewrite for every registry',
      'mirrors:\n  "*":\n    endpoint: ["https://m.example"]\n    rewrite:\n      "(.*)": "hub/$1"\n',
    ],
    ['what skopeo is given', 'docker://docker.io/library/nginx:1 docker://m.example/hub/library/nginx:1\n'],
    ['a short name with a tag', 'nginx:1 m.example/hub/library/nginx:1\n'],
    ['registries in one line', 'registry = [ { prefix = "docker.io", location = "m.example/hub" } ]\n'],
    ['aliases of Docker Hub beside registries', `[aliases]\n"nginx" = "docker.io/library/nginx"\n${conf}`],
    ['what oc prints as YAML', `apiVersion: v1\nkind: List\nitems:\n- ${JSON.stringify(idms)}\n`],
    ['what oc prints as JSON', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [idms] }, null, 2)],
    ['one object as JSON', JSON.stringify({ ...idms, status: {} })],
    ['registries in flow style', 'mirrors: {docker.io: {endpoint: ["https://m.example/v2/hub"]}}\n'],
    ['images in flow style', 'images: [{name: nginx, newName: m.example/hub/library/nginx}]\n'],
    ['documents that say nothing', `---\n# nothing\n---\n${JSON.stringify(idms)}\n---\n`],
    [
      'a BOM in front of the only line',
      '\uFEFFregistry = [ {prefix = "docker.io", location = "m.example/hub"} ]\n',
    ],
    [
      'an endpoint twice',
      'mirrors:\n  docker.io:\n    endpoint: ["https://m.example/v2/hub", "m.example/v2/hub"]\n',
    ],
    [
      'Docker Hub by its other name as the last endpoint',
      'mirrors:\n  docker.io:\n    endpoint: ["https://m.example/v2/hub", "https://index.docker.io"]\n',
    ],
    [
      'every other registry without an endpoint',
      'mirrors:\n  "*":\n    endpoint: []\n  docker.io:\n    endpoint: ["https://m.example/v2/hub"]\n',
    ],
    ['a list of mirror sets with an empty item', `kind: List\nitems:\n-\n- ${JSON.stringify(idms)}\n`],
    [
      'a mirror twice',
      'kind: ImageTagMirrorSet\nspec: {imageTagMirrors: [{source: docker.io, mirrors: [m.example/hub, m.example/hub]}]}\n',
    ],
    ['an empty prefix', conf.replace('[[registry]]\n', '[[registry]]\nprefix = ""\n')],
    [
      'digests only, without a mirror that it is about',
      '[[registry]]\nprefix = "docker.io"\nlocation = "m.example/hub"\nmirror-by-digest-only = true\n',
    ],
    ['an alias that is switched off', `[aliases]\n"nginx" = ""\n${conf}`],
    ['programs that hand out credentials', `additional-layer-store-auth-helper = "helper"\n${conf}`],
    ['an image in a list whose target has no tag', 'nginx:1 m.example/hub/library/nginx\n'],
    [
      'a component of kustomize',
      'kind: Component\nimages: [{name: nginx, newName: m.example/hub/library/nginx}]\n',
    ],
  ])('%s', (_, text) => {
    expect(targetsOf(text, ['nginx:1'])).toEqual(['m.example/hub/library/nginx:1'])
  })

  test.each([
    ['^library/(.*)$', 'x/$1', 'x/nginx'],
    ['^library/', 'x/', 'x/nginx'],
    ['^', 'x/', 'x/library/nginx'],
    ['.*', 'x/$0', 'x/library/nginx'],
    ['(.+)', 'x/${1}', 'x/library/nginx'],
    ['^library/nginx$', 'x/y', 'x/y'],
  ])('a rewrite of %j to %j gives %s', (pattern, replacement, path) => {
    const rewrite = JSON.stringify({ [pattern]: replacement })
    const text = `mirrors: {docker.io: {endpoint: ["https://m.example"], rewrite: ${rewrite}}}\n`
    expect(targetsOf(text, ['nginx:1'])).toEqual([`m.example/${path}:1`])
  })

  test.each([
    ['^(.*)-(.*)$', '$1/$2'],
    ['library/(.*)', 'x/$1'],
    ['^library/.*', 'x/'],
    ['^library/(.*)', 'x-$1'],
    ['^lib(.*)', 'x/$1'],
    ['.*', 'x/$1'],
  ])('a rewrite of %j to %j is no prefix for another', (pattern, replacement) => {
    const rewrite = JSON.stringify({ [pattern]: replacement })
    const text = `mirrors: {docker.io: {endpoint: ["https://m.example"], rewrite: ${rewrite}}}\n`
    expect(faultsOf(text)).toEqual([expect.stringMatching(/:1 docker\.io: a rewrite that does not replace/)])
  })

  test.each([
    ['variables', 'IMAGE=quay.io/a/b:1\nOTHER=quay.io/a/c:1\n'],
    [
      'an object of another kind with mirrors',
      'kind: X\nmirrors: {docker.io: {endpoint: ["https://m.example"]}}\n',
    ],
    ['an object of another kind with images', 'kind: X\nimages: [{name: a, newName: b.c/d}]\n'],
    ['broken YAML that only has a word of kustomize', 'settings:\n  newName: "b\n'],
  ])('%s are no mapping', (_, text) => {
    expect(faultsOf(text)).toEqual([expect.stringContaining('not a mapping in a known format')])
  })

  test.each([
    [
      'TLS alone',
      'configs: {quay.io: {tls: {ca_file: /x}}}\n',
      ':1 registries.yaml of K3s and RKE2: nothing in it',
    ],
    ['a date as aliases', `aliases = 2020-01-01\n${conf}`, ':1 aliases is no table'],
    ['a short digest', 'images: [{name: nginx, digest: "sha256:abc"}]\n', ':1 digest is no digest'],
    [
      'a star inside a target',
      'docker.io m.example/hub\nquay.io m.example/a*b\n',
      ':2 not a source and a target',
    ],
    [
      'one mirror twice, for digests alone',
      `${conf}pull-from-mirror = "digest-only"\n[[registry.mirror]]\nlocation = "m.example/hub"\npull-from-mirror = "digest-only"\n`,
      ' docker.io: a mirror for digests or tags only',
    ],
    [
      'an endpoint with another scheme',
      'mirrors: {docker.io: {endpoint: ["ftp://m.example/hub"]}}\n',
      'it starts with the URL scheme ftp://',
    ],
  ])('%s: an error that says so', (_, text, message) => {
    expect(faultsOf(text)).toEqual([expect.stringContaining(message)])
  })

  test('the password of an endpoint is not shown, whatever else is wrong with it', () => {
    const text = 'mirrors: {docker.io: {endpoint: ["https://bob:pass1234@m.example/other"]}}\n'
    const { problems } = parseMapping(text, 'mapping')
    expect(problems).toHaveLength(1)
    expect(JSON.stringify(problems)).not.toContain('pass1234')
  })

  test('errors come in the order of the lines, whoever found them', () => {
    const text = 'quay.io/Up m.example/x\none two three\nquay.io m.example/q\n'
    expect(faultsOf(text)).toEqual([
      expect.stringContaining(':1 mirror'),
      expect.stringContaining(':2 not a source'),
    ])
  })

  test('what is written twice is one rule, and a name alone is none', () => {
    const twice = parseMapping('docker.io m.example/hub\ndocker.io m.example/hub\n', 'mapping')
    expect(twice.config.mirrors).toHaveLength(1)
    const named = parseMapping('images: [{name: nginx}, {name: busybox, newName: m.example/x}]\n', 'mapping')
    expect(named.config.images).toEqual([{ source: 'busybox', target: 'm.example/x' }])
  })

  test('what stays where it is counts against a shorter prefix, and its own host as an endpoint is a rule', () => {
    const stays = '[[registry]]\nlocation = "docker.io/library/nginx"\n'
    expect(targetsOf(conf + stays, ['nginx:1', 'busybox:1'])).toEqual([
      undefined,
      'm.example/hub/library/busybox:1',
    ])
    const wild = '[[registry]]\nprefix = "*.gcr.io"\nlocation = "m.example/gcr"\n'
    const inside = '[[registry]]\nlocation = "k8s.gcr.io"\n'
    expect(targetsOf(wild + inside, ['k8s.gcr.io/pause:3', 'eu.gcr.io/a:1'])).toEqual([
      undefined,
      'm.example/gcr/a:1',
    ])
    expect(targetsOf('mirrors: {quay.io: {endpoint: ["https://quay.io"]}}\n', ['quay.io/a/b:1'])).toEqual([
      undefined,
    ])
  })

  test('a registry without an endpoint stays where it is, although all others have one', () => {
    const text = 'mirrors:\n  docker.io:\n  "*":\n    endpoint: ["https://m.example"]\n'
    expect(targetsOf(text, ['nginx:1', 'quay.io/a/b:1'])).toEqual([undefined, 'm.example/a/b:1'])
  })
})
