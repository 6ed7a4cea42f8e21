import type { ProblemEntry, Report, ReportPlace } from './report.ts'
import { labelOf } from './words.ts'
import { rulesOf, type RuleId } from './sarif-rules.ts'

type Level = 'error' | 'warning' | 'note'

/** One finding: what is said, about what, and what tells it apart from all others from run to run. */
type Finding = {
  readonly rule: RuleId
  readonly level: Level
  readonly text: string
  readonly spot: ReportPlace
  readonly identity: string
  /** Why it is accepted, where it is. */
  readonly accepted?: string | undefined
}

const documentation = 'https://github.com/k8ssandra/k8ssandra-relocate'

/**
 * SARIF 2.1.0, which code hosts show at the lines of a pull request. The file of a finding is the one that was read; for
 * standard input it is the chart template, as far as the stream names it, with the line in the stream.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(report: Report): string {
  const findings = findingsOf(report)
  const rules = rulesOf(new Set(findings.map(({ rule }) => rule)))
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            semanticVersion: report.tool.version,
            informationUri: documentation,
            rules,
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: report.outcome === 'done', exitCode: report.exitCode }],
        results: findings.map(finding => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
          level: finding.level,
          message: { text: finding.text },
          locations: [locationOf(finding.spot)],
          partialFingerprints: { 'finding/v1': finding.identity },
          ...(finding.accepted === undefined
            ? {}
            : { suppressions: [{ kind: 'external', justification: finding.accepted }] }),
        })),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function findingsOf({ outcome, ...report }: Report): readonly Finding[] {
  const goes = outcome === 'done' ? 'goes' : 'would go'
  const note = (rule: RuleId, text: string, spot: ReportPlace, what: string): Finding => ({
    rule,
    level: 'note',
    text: `${text}.`,
    spot,
    identity: [spot.object ?? '', spot.path ?? '', what].join(' '),
  })
  return [
    ...report.problems.map(problem => ({
      rule: problem.code,
      level: levelOf(problem),
      text: `${problem.message}; ${problem.remedy}.`,
      spot: problem,
      accepted: problem.accepted,
      identity: [problem.code, problem.object ?? '', problem.path ?? '', problem.message].join(' '),
    })),
    ...report.images.map(image =>
      note(
        'IMAGE_RELOCATED',
        `${image.source} ${goes} to ${image.target} (${image.rule})`,
        image,
        image.source,
      ),
    ),
    ...report.secrets.map(secret =>
      note(
        'PULL_SECRET_ADDED',
        `Pull secrets added: ${secret.names.join(', ')}`,
        secret,
        secret.names.join(),
      ),
    ),
    ...report.aliases.map(alias =>
      note('ALIAS_REPLACED', `${alias.written} gives way to ${alias.text}`, alias, alias.written),
    ),
    ...report.fields.map(({ field, text, key, ...spot }) =>
      note('FIELD_CHANGED', `${field} becomes ${text}, as ${key} asks`, spot, key),
    ),
    ...report.operatorImages.map(image => {
      const target = image.target === undefined ? '' : `, which ${goes} to ${image.target}`
      const pinned = image.isPinned ? '; a field is added that names it' : ''
      const text = `${image.operator} chooses ${image.source} for ${image.component}${target}${pinned}`
      return note('OPERATOR_IMAGE', text, image, image.source)
    }),
    ...report.restarts.map(restart =>
      note('PODS_RESTART', `Pods (${restart.pods}): ${restart.reason}`, restart, restart.pods),
    ),
    ...report.skipped.map(skipped =>
      note('IMAGE_SKIPPED', `${skipped.image ?? 'This'} stays: ${skipped.reason}`, skipped, skipped.why),
    ),
  ]
}

function levelOf(problem: ProblemEntry): Level {
  const label = labelOf(problem)
  return label === 'accepted' ? 'note' : label
}

function locationOf(spot: ReportPlace): object {
  const { file, template, line, column, object, namespace, path } = spot
  const names = [namespace, object, path].filter(name => name !== undefined)
  const region =
    line === undefined
      ? { startLine: 1 }
      : { startLine: line, ...(column === undefined ? {} : { startColumn: column }) }
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file ?? template ?? 'stdin') }, region },
    ...(names.length === 0
      ? {}
      : {
          logicalLocations: [{ fullyQualifiedName: names.join('/'), name: path ?? object, kind: 'member' }],
        }),
  }
}

/** A path as a relative reference, so that code hosts find it below the root of the repository. */
function uriOf(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .split('/')
    .map(encodeURIComponent)
  return parts[0] === '' ? `file://${parts.join('/')}` : parts.join('/')
}
