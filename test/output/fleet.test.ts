import { expect, test } from '@jest/globals'

import { severityOf } from '../../src/problem.ts'
import { buildReport } from '../../src/output/report/build.ts'
import { renderHtml } from '../../src/output/report/html/page.ts'
import { renderMarkdown } from '../../src/output/report/markdown.ts'
import type { Report } from '../../src/output/report/report.ts'
import { relocate } from '../../src/relocate.ts'
import { config, reportOn } from './sample.ts'

const pod = (name: string, ...images: readonly string[]): string =>
  `kind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n${images.map(image => `  - image: ${image}\n`).join('')}`

function reportOnFiles(files: Readonly<Record<string, string>>): Report {
  const streams = Object.entries(files).map(([file, text]) => ({ file, text }))
  const { results, problems, summary } = relocate(streams, config)
  return buildReport({
    command: 'filter',
    results,
    summary,
    problems,
    severityOf,
    exitCode: 0,
    version: '1.2.3',
  })
}

const report = reportOnFiles({
  'clusters/east/release.yaml': pod('a', 'nginx:1', 'nginx:1', 'quay.io/a/b:2'),
  'clusters/west/release.yaml': pod('b', 'nginx:1'),
  'clusters/west/empty.yaml': 'kind: Namespace\nmetadata:\n  name: c\n',
})

test('several files have a row each, and totals by registry and by image', () => {
  expect(report.fleet).toEqual({
    releases: [
      { file: 'clusters/east/release.yaml', images: 2, places: 3, secrets: 1, errors: 0, warnings: 0 },
      { file: 'clusters/west/release.yaml', images: 1, places: 1, secrets: 1, errors: 0, warnings: 0 },
    ],
    registries: [
      { registry: 'docker.io', images: 1, places: 3, releases: 2 },
      { registry: 'quay.io', images: 1, places: 1, releases: 1 },
    ],
    images: [
      { source: 'nginx:1', target: 'registry.internal:5000/mirror/library/nginx:1', places: 3, releases: 2 },
      { source: 'quay.io/a/b:2', target: 'registry.internal:5000/mirror/a/b:2', places: 1, releases: 1 },
    ],
  })
})

test('the totals of the releases add up to those of the run', () => {
  const sum = (key: 'places' | 'secrets'): number =>
    report.fleet?.releases.reduce((total, release) => total + release[key], 0) ?? 0
  expect(sum('places')).toBe(report.summary.places)
  expect(sum('secrets')).toBe(report.summary.secrets)
})

test('both pages for people show them', () => {
  expect(renderMarkdown(report)).toContain('| `clusters/west/release.yaml` | 1 | 1 | 1 | 0 | 0 |')
  expect(renderMarkdown(report)).toContain('| `quay.io` | 1 | 1 | 1 |')
  expect(renderHtml(report)).toContain('<h2 id="releases-title">Releases</h2>')
})

test('a single file has none', () => {
  expect(reportOn(pod('a', 'nginx:1')).fleet).toBeUndefined()
})
