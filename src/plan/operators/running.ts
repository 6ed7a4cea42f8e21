import { recogniseOperator, type OperatorName } from '../../knowledge/operators/operator.ts'
import {
  argumentsOf,
  variablesOf,
  withUnknown,
  type RunningOperator,
} from '../../knowledge/operators/running-operator.ts'
import { parseVersion } from '../../knowledge/version.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Findings } from '../../find/find.ts'
import { fieldsAt } from '../../yaml/fields-at.ts'
import { parsePath } from '../../yaml/path.ts'

/** An operator that a stream starts, as other streams know it. */
export type KnownOperator = RunningOperator & {
  readonly namespace: string | undefined
  /** The names of the ConfigMaps in its volumes. */
  readonly configMaps: readonly string[]
  /** Whether its Deployment asks for no pod. */
  readonly isStopped: boolean
}

/** The same where it was found, with the container that starts it. */
type FoundOperator = KnownOperator & {
  readonly manifest: Manifest
}

const jobs: ReadonlySet<string> = new Set(['Job', 'CronJob'])

/** Charts whose version is that of their operator: `helm.sh/chart: k8ssandra-operator-1.32.5`. */
const chartsOf: { readonly [operator in OperatorName]?: string } = {
  'k8ssandra-operator': 'k8ssandra-operator',
}

/** The operators that a stream starts. The tag gives the version, or else the label of the chart. */
export function operatorsOf(found: Findings): readonly FoundOperator[] {
  const known = foundIn.get(found)
  if (known !== undefined) return known
  const operators = searchOperators(found)
  foundIn.set(found, operators)
  return operators
}

/** Several parts of a plan ask the same streams. */
const foundIn = new WeakMap<Findings, readonly FoundOperator[]>()

function searchOperators(found: Findings): readonly FoundOperator[] {
  return found.images.flatMap(({ finding, manifest }) => {
    const container = finding.parent
    const operator = container === undefined ? undefined : recogniseOperator(finding.reference)
    if (container === undefined || operator === undefined || !finding.path.endsWith('/image')) return []
    // Hooks and init containers use the same image for other things.
    if (jobs.has(manifest.kind) || finding.path.includes('/initContainers[')) return []
    const variables = variablesOf(container, manifest.namespace)
    return [
      {
        operator: operator.operator,
        version: operator.version ?? versionOfChart(operator.operator, manifest),
        arguments: argumentsOf(container, variables),
        variables: withUnknown(container, variables),
        namespace: manifest.namespace,
        configMaps: configMapsOf(manifest),
        isStopped: manifest.root.get('spec')?.textAt('replicas') === '0',
        manifest,
      },
    ]
  })
}

const volumePaths = ['configMap/name', 'projected/sources[]/configMap/name'].map(path =>
  parsePath(`spec/template/spec/volumes[]/${path}`),
)

function configMapsOf({ root }: Manifest): readonly string[] {
  return volumePaths.flatMap(path => fieldsAt(root, path).flatMap(({ text }) => text ?? []))
}

function versionOfChart(operator: OperatorName, { root }: Manifest): string | undefined {
  const chart = chartsOf[operator]
  const label = root.get('metadata')?.get('labels')?.textAt('helm.sh/chart')
  if (chart === undefined || label === undefined || !label.startsWith(`${chart}-`)) return undefined
  const version = label.slice(chart.length + 1)
  return parseVersion(version) === undefined ? undefined : version
}
