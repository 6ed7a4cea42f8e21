import { mappingAt, textAt } from '../../yaml/lookup.ts'
import { operatorDefaults } from '../../knowledge/operators/operator-defaults.ts'
import { recogniseOperator, type Operator, type OperatorName } from '../../knowledge/operators/operator.ts'
import { parseVersion } from '../../knowledge/version.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Findings } from '../../find/find.ts'

/** An operator that the stream starts, and the container that does. */
export type Running = {
  readonly operator: Operator
  readonly place: Place
  /** Whether files of a run start it in several ways, so that its version is not known either. */
  readonly isEquivocal?: boolean
}

/** Charts whose version is that of their operator: `helm.sh/chart: k8ssandra-operator-1.32.5`. */
const chartsOf: { readonly [operator in OperatorName]?: string } = {
  'k8ssandra-operator': 'k8ssandra-operator',
}

/** The operators of a stream, each version once. The tag tells the version; where it is none, the label of the chart may. */
export function operatorsOf(survey: Findings): readonly Running[] {
  const running = new Map<string, Running>()
  for (const { finding, manifest, place } of survey.images) {
    if (finding.container === undefined || !finding.path.endsWith('/image')) continue
    const found = recogniseOperator(finding.reference)
    if (found === undefined) continue
    const operator = { ...found, version: found.version ?? versionOfChart(found.operator, manifest) }
    running.set(`${operator.operator} ${operator.version}`, { operator, place })
  }
  return Array.from(running.values())
}

/** An operator whose version nobody says, with resources in the stream that it will start pods for. */
export function unknownVersions(running: readonly Running[], survey: Findings): readonly Problem[] {
  return running.flatMap(({ operator: { operator, version }, place, isEquivocal }) => {
    if (version !== undefined) return []
    const kinds = new Set(
      operatorDefaults
        .filter(row => row.operator === operator)
        .map(({ wantedBy }) => `${wantedBy.group}/${wantedBy.kind}`),
    )
    const object = survey.objects.find(({ manifest }) => kinds.has(`${manifest.group}/${manifest.kind}`))
    if (object === undefined) return []
    if (isEquivocal === true) {
      return {
        code: 'OPERATOR_VERSION_UNKNOWN',
        message: `several files of this run start ${operator}, and not alike, so what it will pull for ${object.place.object} besides cannot be known`,
        remedy: 'relocate the files of each environment by themselves, or name every image of the resource',
        place: object.place,
      }
    }
    return {
      code: 'OPERATOR_VERSION_UNKNOWN',
      message: `the image of ${operator} does not tell its version, so what it will pull for ${object.place.object} besides cannot be known`,
      remedy: 'give the operator a tag with its version, or name every image of the resource',
      place,
    }
  })
}

function versionOfChart(operator: OperatorName, manifest: Manifest): string | undefined {
  const chart = chartsOf[operator]
  const { source } = manifest.text
  const labels = mappingAt(source, mappingAt(source, manifest.root, 'metadata'), 'labels')
  const label = textAt(source, labels, 'helm.sh/chart')
  if (chart === undefined || label === undefined || !label.startsWith(`${chart}-`)) return undefined
  const version = label.slice(chart.length + 1)
  return parseVersion(version) === undefined ? undefined : version
}
