import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import Draft4 from 'ajv-draft-04'
import { readFileSync } from 'node:fs'

import { renderJson } from '../../src/output/report/json.ts'
import type { Report } from '../../src/output/report/report.ts'
import { renderSarif } from '../../src/output/report/sarif.ts'
import { configIn, folders, readIn } from '../golden/folder.ts'

import { hostile, reportOn, reportOnRelease } from './sample.ts'

/** The schema of the OASIS standard, as a package carries it. */
const standard = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'
const ownSchema = parse(readFileSync('docs/report.schema.json', 'utf8'))
const isReport = new Ajv2020({ strict: true, allErrors: true }).compile(ownSchema)
// The standard's patterns are not all valid with the flag `u`; its formats are not looked at here.
const isSarif = new Draft4.default({
  strict: false,
  allErrors: true,
  unicodeRegExp: false,
  validateFormats: false,
}).compile(parse(readFileSync(standard, 'utf8')))

function parse(text: string): object {
  return JSON.parse(text) as object
}

type Sarif = {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
      readonly results: readonly {
        readonly ruleId: string
        readonly ruleIndex: number
        readonly level: string
        readonly message: { readonly text: string }
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string }
              readonly region: { readonly startLine: number }
            }
            readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[]
          },
        ]
      }[]
    },
  ]
}

function sarifOf(report: Report) {
  return (parse(renderSarif(report)) as Sarif).runs[0]
}

describe('every report is valid, as JSON and as SARIF', () => {
  const folderReports = folders.map(folder => [folder, readIn(folder, 'input.yaml') ?? ''] as const)
  test.each(folderReports)('%s', (folder, input) => {
    const report = reportOn(input, configIn(folder))
    isReport(parse(renderJson(report)))
    expect(isReport.errors ?? []).toEqual([])
    isSarif(parse(renderSarif(report)))
    expect(isSarif.errors ?? []).toEqual([])
  })

  test('a whole release, and one in hostile words', () => {
    for (const report of [reportOnRelease(), reportOn(hostile)]) {
      expect(isReport(parse(renderJson(report)))).toBe(true)
      expect(isSarif(parse(renderSarif(report)))).toBe(true)
    }
  })

  test('and the schemas do refuse', () => {
    const report = reportOnRelease()
    expect(isReport({ ...report, version: '2' })).toBe(false)
    expect(isReport({ ...report, images: [{ ...report.images[0], surprise: true }] })).toBe(false)
    expect(isSarif({ version: '2.1.0', runs: [{}] })).toBe(false)
  })
})

describe('SARIF', () => {
  test('has a result at the file and line of every problem but notes, and of nothing else', () => {
    const report = reportOn('kind: Pod\nspec:\n  containers:\n  - image: nginx\n  - image: ${X}\n')
    const found = sarifOf(report).results.map(({ ruleId, level, locations }) => {
      const { artifactLocation, region } = locations[0].physicalLocation
      return [ruleId, level, artifactLocation.uri, region.startLine]
    })
    expect(found).toEqual([['REFERENCE_PLACEHOLDER', 'warning', 'rendered.yaml', 5]])
  })

  test('calls what fails a run an error', () => {
    const { results } = sarifOf(reportOn('kind: Pod\nspec:\n  containers:\n  - image: "a b"\n'))
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toContainEqual(['REFERENCE_INVALID', 'error'])
  })

  test('points at the stream on standard input, where no line of a template is known, and names the template', () => {
    const { physicalLocation, logicalLocations } = locationIn('')
    expect(physicalLocation).toMatchObject({ artifactLocation: { uri: 'stdin' }, region: { startLine: 5 } })
    expect(logicalLocations?.[0]?.fullyQualifiedName).toMatch(/^my chart\/templates\/a#b\.yaml\//)
  })

  test.each([
    ['./out/x y.yaml', 'out/x%20y.yaml'],
    ['/abs/x.yaml', 'file:///abs/x.yaml'],
    ['out\\x y.yaml', 'out/x%20y.yaml'],
  ])('writes the path %s as a relative URI', (file, uri) => {
    expect(locationIn(file).physicalLocation.artifactLocation.uri).toBe(uri)
  })

  /** Where a placeholder is, in a stream with a chart template. */
  function locationIn(file: string) {
    const stream = '# Source: my chart/templates/a#b.yaml\nkind: Pod\nspec:\n  containers:\n  - image: ${X}\n'
    const [result] = sarifOf(reportOn(stream, {}, file)).results
    if (result === undefined) throw new Error('no result')
    return result.locations[0]
  }

  test('describes every rule that a finding has, and no other', () => {
    const { tool, results } = sarifOf(reportOnRelease())
    const ids = tool.driver.rules.map(({ id }) => id)
    expect(new Set(ids)).toEqual(new Set(results.map(({ ruleId }) => ruleId)))
    expect(results.every(({ ruleId, ruleIndex }) => ids[ruleIndex] === ruleId)).toBe(true)
  })
})
