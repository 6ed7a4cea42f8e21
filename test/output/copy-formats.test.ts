import { describe, expect, test } from '@jest/globals'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { emptyConfig, type Config } from '../../src/config/config.ts'
import { relocate } from '../../src/relocate.ts'
import { imagesIn, listOf } from '../../src/output/images/image-list.ts'
import { formatImages, imageFormatTable, type ImageFormat } from '../../src/output/images/image-format.ts'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
const registry = { registry: 'reg.internal:5000/m' }

describe('the table', () => {
  test.each(['table', 'tsv'] as const)('has no control character of the input, as %s', async name => {
    const stream = 'kind: Pod\nmetadata: {name: "a\\e[31mb"}\nspec: {containers: [{image: a/b}]}\n'
    const { lines } = listOf([imagesIn(relocate(stream, { ...emptyConfig, ...registry }))])
    const unknown = {
      operator: 'cass\u001b-operator',
      component: 'x\u0007',
      container: 'c',
      place: { line: 1, object: 'Pod/\u202e', file: 'a\nb.yaml' },
    }
    const { text } = await formatImages({ lines, unknown: [unknown] }, name)
    expect(text).not.toMatch(/[^\P{Cc}\t\n]|\p{Cf}/u)
    expect(text.trimEnd().split('\n')).toHaveLength(3)
  })

  test('has columns that begin below their names, however long its texts are', async () => {
    const text = await written('table', { ...registry, exclude: ['quay.io'] }, [
      'a/b:1',
      'quay.io/a/longer/name:2',
    ])
    const [head = '', ...rows] = text.trimEnd().split('\n')
    expect(rows).toHaveLength(2)
    for (const name of ['TARGET', 'COMPONENT', 'ORIGIN', 'FOUND IN'])
      for (const row of rows)
        expect(row.slice(head.indexOf(name) - 3, head.indexOf(name) + 1)).toMatch(/^ {3}\S$/)
  })
})

describe('a script that copies', () => {
  test.each([
    ['1.dkr.ecr.eu-west-1.amazonaws.com', 'eu-west-1'],
    ['1.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['1.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ])('makes the repositories of %s first, which takes no image without', async (host, region) => {
    const text = await written('crane', { registry: `${host}/m` }, ['a/b:1'])
    expect(text).toContain(
      `aws ecr create-repository --region ${region} --repository-name m/a/b >/dev/null\n`,
    )
    expect(text.indexOf('create-repository')).toBeLessThan(text.indexOf('\nrun crane'))
  })

  test('makes no repository at another registry', async () => {
    for (const host of ['1.dkr.ecr.eu-west-1.amazonaws.com.evil.com', 'reg.internal'])
      expect(await written('crane', { registry: `${host}/m` }, ['a/b:1'])).not.toContain('aws ecr')
  })
})

describe('a list for oc mirror', () => {
  test('says of each image that oc mirror would put elsewhere where it has to be', async () => {
    const text = await written(
      'oc-mirror',
      { ...registry, mirrors: [{ source: 'docker.io/a', target: 'other.internal/x' }] },
      ['a/b:1', 'c/d:1', 'quay.io/e/f:1'],
    )
    expect(text.split('\n').filter(line => line.startsWith('#'))).toEqual([
      '# Save this as imageset.yaml and run:',
      '#   oc mirror --v2 -c imageset.yaml --workspace file://oc-mirror docker://reg.internal:5000/m',
      '# not at its target: docker.io/a/b:1 has to be at other.internal/x/b:1; copy it by hand',
    ])
    expect((parse(text) as { mirror: object }).mirror).toEqual({
      additionalImages: ['docker.io/a/b:1', 'docker.io/c/d:1', 'quay.io/e/f:1'].map(name => ({ name })),
    })
  })
})

describe('a list for skopeo', () => {
  test('is a sync file where every target is the last part of its source', async () => {
    const text = await written('skopeo', { ...registry, layout: 'flatten' }, [
      'busybox:1.36',
      'quay.io/a/b/c:1.10',
    ])
    expect(text).toBe(`# Save this as images.yaml and run:
#   skopeo sync --all --preserve-digests --src yaml --dest docker images.yaml reg.internal:5000/m
"docker.io":
  images:
    "library/busybox":
    - "1.36"
"quay.io":
  images:
    "a/b/c":
    - "1.10"
`)
  })

  test('is a scoped sync file where every target is the whole source', async () => {
    const text = await written('skopeo', { ...registry, layout: 'full' }, [
      'nginx',
      'quay.io/a/b:1',
      'quay.io/a/b:2',
    ])
    expect(text).toContain('--scoped --src yaml')
    expect(text).toContain('"library/nginx":\n    - "latest"\n')
    expect(text).toContain('"a/b":\n    - "1"\n    - "2"\n')
  })

  test.each<[string, Partial<Config>, string[]]>([
    ['a layout that keeps the path', registry, ['a/b:1', 'c/d:1']],
    [
      'a mirror',
      { ...registry, layout: 'flatten', mirrors: [{ source: 'quay.io', target: 'reg.internal/q' }] },
      ['a/b:1', 'quay.io/c/d:1'],
    ],
    ['a source with a port', { ...registry, layout: 'full' }, ['old.internal:5000/a/b:1', 'c/d:1']],
    ['tag and digest', { ...registry, layout: 'flatten' }, [`a/b:1@${digest}`]],
    [
      'a new name',
      { ...registry, layout: 'flatten', images: [{ source: 'a/b:1', target: 'reg.internal:5000/m/c:2' }] },
      ['a/b:1'],
    ],
  ])('is a script where skopeo sync cannot say it: %s', async (_, config, images) => {
    expect(await written('skopeo', config, images)).toMatch(/^#!\/bin\/sh\n/)
  })

  test('copies by digest and names by tag', async () => {
    expect(await written('skopeo', registry, [`a/b:1@${digest}`, `a/c@${digest}`])).toContain(
      ` docker://docker.io/a/b@${digest} docker://reg.internal:5000/m/a/b:1\n`,
    )
  })
})

describe('a copy job', () => {
  test('leaves out what stays, says why, and has one line for all spellings of one image', async () => {
    const config = { ...registry, exclude: ['docker.io/x/*'] }
    const images = ['nginx:1', 'docker.io/library/nginx:1', 'x/y:1', 'reg.internal:5000/m/z:1']
    expect(await written('crane', config, images)).toBe(`#!/bin/sh
# Flags for every copy, as --insecure or --platform: CRANE_COPY_FLAGS.
# not copied: docker.io/x/y:1 is excluded
# not copied: reg.internal:5000/m/z:1 is where it has to be
set -u
copied=0
failed=
run() {
  if "$@"; then copied=$((copied + 1)); else failed="$failed  $*
"; fi
}
run crane copy \${CRANE_COPY_FLAGS-} docker.io/library/nginx:1 reg.internal:5000/m/library/nginx:1
echo "$copied of 1 copied" >&2
[ -z "$failed" ] || { printf 'failed:\\n%s' "$failed" >&2; exit 1; }
`)
  })

  test.each([
    [['--thanos-default-base-image=quay.io/thanos/thanos']],
    [['--thanos-default-base-image', 'quay.io/thanos/thanos']],
  ])('leaves repositories to people whose tag an operator chooses: %j', async args => {
    const text = await written('crane', registry, ['a/b:1'], args)
    expect(text).toMatch(
      /^# not copied: quay\.io\/thanos\/thanos is a repository .* reg\.internal:5000\/m\/thanos\/thanos$/m,
    )
    expect(text.match(/^run crane /gm)).toHaveLength(1)
  })

  test('without a rule copies nothing', async () => {
    expect(await written('crane', {}, ['a/b:1'])).toContain('# not copied: docker.io/a/b:1 has no target')
  })
})

describe('images that are not copied', () => {
  test.each<[string, Partial<Config>, string, string]>([
    [
      'another tag',
      { images: [{ source: 'a/b:1', target: 'reg.internal/b:2' }] },
      'a/b:1',
      'reg.internal/b:2',
    ],
    [
      'a tag for latest',
      { images: [{ source: 'a/b', target: 'reg.internal/b:2' }] },
      'a/b:latest',
      'reg.internal/b:2',
    ],
    [
      'another name',
      { images: [{ source: 'a/b:1', target: 'reg.internal/own:1' }] },
      'a/b:1',
      'reg.internal/own:1',
    ],
    [
      'another digest',
      { images: [{ source: 'a/b:1', target: `reg.internal/b:1@${digest}` }] },
      'a/b:1',
      `reg.internal/b:1@${digest}`,
    ],
  ])('is left out and named, when a rule gives %s', async (_, config, source, target) => {
    const given = { ...registry, ...config }
    const image = source.replace(':latest', '')
    for (const { name, kind } of imageFormatTable.filter(row => row.name !== 'imgpkg')) {
      const text = await written(name, given, [image, 'c/d:1'])
      const copies = text.split('\n').filter(line => !line.startsWith('#') && line.includes(' docker.io/a/b'))
      if (kind === 'copy-job') {
        expect(copies).toEqual([])
        expect(text).toContain(
          `# not copied: docker.io/${image} is replaced by ${target}, which is provided by you`,
        )
      }
    }
    expect(await written('table', given, [image])).toContain('(provided by you)')
    expect(JSON.parse(await written('json', given, [image]))).toMatchObject({
      images: [{ isProvided: true }],
    })
  })

  test('is not a mirror that names its path, nor a digest that a rule keeps', async () => {
    const mirrors = [{ source: 'docker.io/a/b', target: 'reg.internal/box' }]
    const text = await written('crane', { mirrors }, [`a/b:1@${digest}`])
    expect(text).toContain(
      `run crane copy \${CRANE_COPY_FLAGS-} docker.io/a/b@${digest} reg.internal/box:1\n`,
    )
  })
})

describe('every format', () => {
  test.each(imageFormatTable.map(({ name }) => name))('%s writes its sample', async name => {
    const stream = readFileSync('testdata/images/input.yaml', 'utf8')
    const config = {
      ...emptyConfig,
      registry: 'reg.internal:5000/m',
      images: [{ source: 'busybox:1.36', target: 'reg.internal:5000/own/busybox:2' }],
      exclude: ['docker.io/excluded/**'],
    }
    const result = relocate(stream, config, { isList: true })
    const { text } = await formatImages(listOf([imagesIn(result)]), name)
    const file = `testdata/images/${name}.txt`
    if (process.env['UPDATE_GOLDEN'] !== undefined && process.env['CI'] === undefined)
      writeFileSync(file, text)
    expect(text).toBe(readFileSync(file, 'utf8'))
  })

  test('has a sample, and no sample is left over', () => {
    const names = readdirSync('testdata/images').filter(name => name.endsWith('.txt'))
    expect(names.toSorted()).toEqual(imageFormatTable.map(({ name }) => `${name}.txt`).toSorted())
  })

  test('has a row in the page about air gaps', () => {
    const page = readFileSync('docs/air-gap.md', 'utf8')
    for (const { name, help } of imageFormatTable)
      expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\| ${help}`, 'm'))
  })

  test.each(['yaml', 'regsync', 'hauler', 'zarf', 'oc-mirror', 'imgpkg'] as const)('%s is YAML', name => {
    expect(parse(readFileSync(`testdata/images/${name}.txt`, 'utf8'))).toBeInstanceOf(Object)
  })
})

describe('an ImagesLock', () => {
  test('has what has a digest, and a warning for each image that has none', async () => {
    const { text, problems } = await format('imgpkg', registry, [`a/b:1@${digest}`, 'a/c:1'])
    expect(text).toBe(`# not locked: docker.io/a/c:1 has no digest
---
apiVersion: imgpkg.carvel.dev/v1alpha1
kind: ImagesLock
images:
- image: "docker.io/a/b@${digest}"
  annotations:
    kbld.carvel.dev/id: "docker.io/a/b:1@${digest}"
    k8ssandra-relocate.io/target: "reg.internal:5000/m/a/b:1@${digest}"
`)
    expect(problems).toEqual([expect.objectContaining({ code: 'DIGEST_MISSING' })])
  })

  test('without any digest is refused', async () => {
    expect(await format('imgpkg', registry, ['a/b:1', 'a/c:1'])).toEqual({
      text: '',
      problems: [
        expect.objectContaining({
          code: 'LIST_EMPTY',
          message: expect.stringContaining('no image has a digest'),
        }),
      ],
    })
  })
})

describe('a list for people and programs', () => {
  test('is a table with components, the number of other objects, and short digests', async () => {
    const text = await written('table', registry, [`a/b:1@${digest}`])
    expect(text.split('\n')[0]).toMatch(/^SOURCE +TARGET +COMPONENT +ORIGIN +FOUND IN$/)
    expect(text).toContain('docker.io/a/b:1@sha256:0123456789ab…')
    expect(text).toContain('Pod/all')
  })

  test('has a column for each cell in every line of the tab separated form', async () => {
    const lines = (await written('tsv', registry, ['a/b:1', 'c/d:1'])).trimEnd().split('\n')
    expect(lines.map(line => line.split('\t').length)).toEqual([5, 5, 5])
  })

  test('has every place in JSON', async () => {
    const { images } = JSON.parse(await written('json', registry, ['nginx', 'docker.io/library/nginx'])) as {
      images: { places: object[] }[]
    }
    expect(images).toHaveLength(1)
    expect(images[0]).toMatchObject({
      source: 'docker.io/library/nginx',
      target: 'reg.internal:5000/m/library/nginx',
      state: 'relocated',
      origin: 'explicit',
      places: [
        { line: 8, object: 'Pod/all', path: 'spec/containers[0]/image', written: 'nginx' },
        { line: 10, path: 'spec/containers[1]/image', written: 'docker.io/library/nginx' },
      ],
    })
  })

  test('quotes tags in YAML that an old reader would take for numbers', async () => {
    expect(await written('yaml', registry, ['a/b:1'])).toContain('source: docker.io/a/b:1\n')
  })
})

async function written(
  name: ImageFormat,
  config: Partial<Config>,
  images: readonly string[],
  args: readonly string[] = [],
) {
  return (await format(name, config, images, args)).text
}

async function format(
  name: ImageFormat,
  config: Partial<Config>,
  images: readonly string[],
  args: readonly string[] = [],
) {
  const containers = images.map((image, index) => `  - name: c${index}\n    image: ${image}\n`)
  const list = args.length === 0 ? '' : `    args: ${JSON.stringify(args)}\n`
  const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: all\nspec:\n  containers:\n'
  const result = relocate(head + containers.join('') + list, { ...emptyConfig, ...config }, { isList: true })
  return formatImages(listOf([imagesIn(result)]), name)
}
