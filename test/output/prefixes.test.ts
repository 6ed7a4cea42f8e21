import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse as parseToml } from 'smol-toml'
import { parseAllDocuments } from 'yaml'

import type { PartialConfig } from '../../src/config/config.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import type { ExportInput, ExportOutput } from '../../src/output/export/export-target.ts'
import { prefixRows } from '../../src/output/export/prefix-rows.ts'
import { exportTargets } from '../../src/output/export/targets.ts'
import { canonical, canonicalName } from '../../src/reference/canonical.ts'
import { formatName } from '../../src/reference/reference.ts'
import { readEntries } from '../../src/rules/read-entries.ts'
import { layouts } from '../../src/rules/layout.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { path, spelling } from '../reference/spelling.ts'
import { mapping, reference } from '../rules/rules.ts'

function inputOf(partial: PartialConfig, images: readonly string[] = []): ExportInput {
  const config = mergeConfigs(partial)
  return {
    config,
    entries: readEntries(config).entries,
    kubernetes: 36,
    kyverno: 19,
    action: 'warn',
    streams: [],
    images: images.map(reference),
    pods: [],
  }
}

const config: PartialConfig = {
  registry: 'reg.internal:5000/m',
  mirrors: [
    mapping('quay.io/prometheus=reg.internal:5000/prom'),
    mapping('docker.io/nginx=reg.internal:5000/web/nginx'),
  ],
  images: [mapping('docker.io/library/alpine=reg.internal:5000/base/alpine')],
  exclude: ['quay.io/secret'],
}

const codes = ({ problems }: Pick<ExportOutput, 'problems'>) => problems.map(({ code }) => code)

/** Where prefixes send a name, as nodes read them: the longest that is the name, or ends at a slash of it. */
function sentTo(rows: ReturnType<typeof prefixRows>['rows'], name: string): string | undefined {
  const taken = rows.filter(({ source }) => name === source || name.startsWith(`${source}/`))
  const [longest] = taken.toSorted((a, b) => b.source.length - a.source.length)
  if (longest === undefined) return name
  return longest.target === undefined ? undefined : longest.target + name.slice(longest.source.length)
}

test('prefixes send every image where the rules send it', () => {
  const target = fc
    .tuple(fc.constantFrom('registry.internal', 'registry.internal:5000'), path)
    .map(parts => parts.join('/'))
  const rules = fc.array(spelling, { minLength: 1, maxLength: 8 }).chain(images => {
    const prefix = fc.constantFrom(...images).chain(image =>
      fc.nat().map(at => {
        const parts = canonicalName(reference(image)).split('/')
        return parts.slice(0, 1 + (at % parts.length)).join('/')
      }),
    )
    return fc.record({
      images: fc.constant(images.map(image => formatName(canonical(reference(image))))),
      config: fc.record({
        registry: target,
        layout: fc.constantFrom(...layouts),
        mirrors: fc.array(
          fc.tuple(prefix, target).map(pair => mapping(pair.join('='))),
          { maxLength: 3 },
        ),
        exclude: fc.array(prefix, { maxLength: 2 }),
        blocked: fc.array(prefix, { maxLength: 1 }),
      }),
    })
  })
  let sound = 0
  fc.assert(
    fc.property(rules, ({ images, config: partial }) => {
      const { ruleSet, problems } = createRuleSet(mergeConfigs(partial))
      if (problems.some(({ code }) => code === 'RULE_INVALID')) return
      const { rows } = prefixRows(inputOf(partial, images))
      for (const image of images) {
        const decision = ruleSet.decide(reference(image))
        if (decision.kind === 'impossible') continue
        sound++
        const expected =
          decision.kind === 'relocated'
            ? formatName(decision.target)
            : decision.kind === 'unmapped'
              ? undefined
              : image
        expect({ image, rows, to: sentTo(rows, image) }).toEqual({ image, rows, to: expected })
      }
    }),
    { numRuns: 500 },
  )
  expect(sound).toBeGreaterThan(500)
})

test('registries.conf is TOML that redirects each prefix and keeps what is excluded', () => {
  const { text, problems } = exportTargets['registries.conf'].write(inputOf(config))
  const { registry } = parseToml(text) as unknown as {
    registry: readonly { prefix: string; location: string }[]
  }
  const locations = new Map(registry.map(({ prefix, location }) => [prefix, location]))
  expect(locations.get('quay.io')).toBe('reg.internal:5000/m')
  expect(locations.get('quay.io/prometheus')).toBe('reg.internal:5000/prom')
  expect(locations.get('quay.io/secret')).toBe('quay.io/secret')
  expect(locations.get('docker.io/library/nginx')).toBe('reg.internal:5000/web/nginx')
  expect(locations.get('docker.io/library/alpine')).toBe('reg.internal:5000/base/alpine')
  expect(codes({ problems })).toEqual(['EXPORT_LIMITED', 'EXPORT_LIMITED', 'EXPORT_LIMITED'])
  expect(problems.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('a prefix is never only what is below it: the image'),
  )
  expect(problems.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('a prefix is never one image alone: what is below docker.io/library/alpine'),
  )
})

test('mirror sets come for digests and for tags, and never ask the source', () => {
  const { text } = exportTargets.idms.write(inputOf(config))
  const [digests, tags] = parseAllDocuments(text).map(
    document => document.toJS() as { kind: string; spec: Record<string, readonly object[]> },
  )
  expect([digests?.kind, tags?.kind]).toEqual(['ImageDigestMirrorSet', 'ImageTagMirrorSet'])
  expect(digests?.spec['imageDigestMirrors']).toContainEqual({
    source: 'quay.io/prometheus',
    mirrors: ['reg.internal:5000/prom'],
    mirrorSourcePolicy: 'NeverContactSource',
  })
  expect(tags?.spec['imageTagMirrors']).toEqual(digests?.spec['imageDigestMirrors'])
})

describe('what prefixes cannot express is refused', () => {
  test.each([
    ['a tag of an exact image', { images: [mapping('busybox:1=r.internal/b')] }],
    ['a new tag', { images: [mapping('busybox=r.internal/b:2')] }],
    ['a mirror of one tag', { mirrors: [mapping('quay.io/a/b:1=r.internal/b')] }],
    ['a wildcard', { ...config, exclude: ['quay.io/*/x'] }],
    ['digests that are dropped', { registry: 'r.internal', digests: 'drop' as const }],
    ['the layout flatten without manifests', { registry: 'r.internal', layout: 'flatten' as const }],
  ])('%s', (_, partial) => {
    expect(codes(exportTargets['registries.conf'].write(inputOf(partial)))).toContain('EXPORT_INEXPRESSIBLE')
  })

  test.each([
    ['an exact image', 'quay.io/a/b/below:1', { images: [mapping('quay.io/a/b=r.internal/b')] }],
    [
      'a mirror of an official image',
      'library/nginx/below:1',
      { mirrors: [mapping('docker.io/nginx=r.internal/b')] },
    ],
    ['an exclusion', 'quay.io/secret/below', config],
  ])('%s, where the manifests have an image below it', (_, image, partial) => {
    for (const to of ['registries.conf', 'idms'] as const) {
      const { problems } = exportTargets[to].write(inputOf({ registry: 'r.internal', ...partial }, [image]))
      expect(problems).toContainEqual(
        expect.objectContaining({
          code: 'EXPORT_INEXPRESSIBLE',
          message: expect.stringMatching(/alone: \S+\/below is below it and goes the same way/),
        }),
      )
      const other = exportTargets[to].write(
        inputOf({ registry: 'r.internal', ...partial }, ['quay.io/else:1']),
      )
      expect(codes(other)).not.toContain('EXPORT_INEXPRESSIBLE')
    }
  })

  test('an exclusion of all below a name, where the manifests have an image of that name', () => {
    const partial = { registry: 'r.internal', exclude: ['quay.io/team/**'] }
    for (const to of ['registries.conf', 'idms'] as const) {
      const written = (images: readonly string[]) => exportTargets[to].write(inputOf(partial, images))
      expect(written(['quay.io/team:1']).problems).toContainEqual(
        expect.objectContaining({
          code: 'EXPORT_INEXPRESSIBLE',
          message: expect.stringContaining('quay.io/team is an image too'),
        }),
      )
      expect(codes(written(['quay.io/team/a:1']))).not.toContain('EXPORT_INEXPRESSIBLE')
      expect(codes(written([]))).toContain('EXPORT_LIMITED')
    }
  })
})

const hasSkopeo = spawnSync('skopeo', ['--version']).error === undefined

;(hasSkopeo ? test : test.skip)('skopeo asks the target, as a node would (needs skopeo)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-conf-'))
  const file = join(folder, 'registries.conf')
  writeFileSync(
    file,
    exportTargets['registries.conf'].write(
      inputOf({
        ...config,
        registry: '127.0.0.1:9/m',
        mirrors: [mapping('quay.io/prometheus=127.0.0.1:9/prom')],
      }),
    ).text,
  )
  const asked = (image: string): string | undefined => {
    const { stderr } = spawnSync(
      'skopeo',
      ['--debug', '--registries-conf', file, 'inspect', '--tls-verify=false', `docker://${image}`],
      { encoding: 'utf8', timeout: 20_000 },
    )
    return /Trying to access \\?"([^"\\]+)/.exec(stderr)?.[1]
  }
  expect(asked('quay.io/prometheus/prometheus:v2')).toBe('127.0.0.1:9/prom/prometheus:v2')
  expect(asked('quay.io/a/b:1')).toBe('127.0.0.1:9/m/a/b:1')
  expect(asked('nginx:1.25')).toBe('127.0.0.1:9/m/library/nginx:1.25')
  rmSync(folder, { recursive: true, force: true })
})
