import { builtInFieldSpecs } from '../src/knowledge/fieldspecs/index.ts'
import type { FieldSpec } from '../src/knowledge/fieldspecs/fieldspec.ts'
import { components } from '../src/knowledge/charts/components.ts'
import { chartNames } from '../src/knowledge/charts/component.ts'
import { imageConfigFields } from '../src/knowledge/operators/image-config/fields.ts'
import { shippedImages } from '../src/knowledge/operators/releases/cass-operator.ts'
import { operatorConstants } from '../src/knowledge/operators/releases/k8ssandra-operator.ts'
import { prometheusDefaults } from '../src/knowledge/operators/releases/prometheus-operator.ts'
import { keyspaceJobs, reaperImages } from '../src/knowledge/operators/releases/reaper-operator.ts'
import type { Since } from '../src/knowledge/operators/releases/table.ts'
import { operatorArguments } from '../src/knowledge/operators/operator-inputs.ts'
import { operatorVariables } from '../src/knowledge/operators/operator-variables.ts'
import { podAccounts } from '../src/knowledge/accounts.ts'
import { code, table } from './table.ts'

/** One table for each API group, its kinds in order. */
export function fieldSpecTables(): string {
  const groups = Array.from(new Set(builtInFieldSpecs.map(row => row.group))).sort()
  return groups
    .map(group => {
      const rows = builtInFieldSpecs.filter(row => row.group === group)
      const cells = rows.map(row => [
        row.kind,
        code(row.path === '' ? '(the object)' : row.path),
        row.shape,
        detail(row),
      ])
      return `### ${group === '' ? 'The core group' : group}\n\n${table(['Kind', 'Path', 'Shape', 'Details'], cells)}`
    })
    .join('\n\n')
}

function detail(row: FieldSpec): string {
  const { parts, account, beside } = row
  return [
    parts?.repository === undefined
      ? ''
      : `missing parts: ${[parts.repository, parts.name].filter(part => part !== undefined).join('/')}`,
    parts?.nameStaysUnset === true ? 'name stays unset' : '',
    parts?.keys === undefined ? '' : `keys: ${Object.values(parts.keys).join(', ')}`,
    parts?.secret === undefined ? '' : `secret: ${parts.secret}`,
    account === undefined ? '' : `account: ${account.join(', ')}`,
    beside === undefined ? '' : `made with: ${beside.join(', ')}`,
    row.mustRead === true ? 'must be readable' : '',
  ]
    .filter(text => text !== '')
    .join('; ')
}

/** What each operator takes when no field names an image. */
export function operatorImageTables(): string {
  const rows = (facts: { readonly [component: string]: readonly Since<string>[] }): string[][] =>
    Object.entries(facts).flatMap(([component, since]) =>
      since.map(([versions, image]) => [component, code(versions), code(image)]),
    )
  const head = ['Component', 'Versions', 'Image or tag']
  const monitoring = [...prometheusDefaults()].map(([release, { prometheus, alertmanager, thanos }]) => [
    code(release),
    code(prometheus),
    code(alertmanager),
    code(thanos),
  ])
  return [
    `### cass-operator\n\n${table(head, rows(shippedImages))}`,
    `### k8ssandra-operator\n\n${table(head, rows(operatorConstants))}`,
    `### reaper-operator\n\n${table(head, rows({ reaper: reaperImages, 'create-keyspace': keyspaceJobs }))}`,
    `### prometheus-operator\n\n${table(['Release', 'Prometheus', 'Alertmanager', 'Thanos'], monitoring)}`,
    '### medusa-operator\n\nStarts no pods of its own.',
  ].join('\n\n')
}

export function imageConfigTables(): string {
  const cells = imageConfigFields.map(row => [row.api, code(row.path), code(row.versions), row.content])
  return table(['API', 'Path', 'Read by cass-operator', 'Holds'], cells)
}

export function operatorInputTable(): string {
  const cells = [...operatorArguments, ...operatorVariables].map(row => [
    row.operator,
    code(row.name),
    code(row.versions),
    row.content,
  ])
  return table(['Operator', 'Argument or variable', 'Versions', 'Holds'], cells)
}

/** The components that the chart's documentation names, and those it forgot. */
export function componentTables(): string {
  return chartNames
    .map(chart => {
      const rows = components.filter(row => row.chart === chart)
      const cells = rows.map(row => [
        row.component,
        row.values === undefined ? '' : code(row.values),
        row.isHook ? 'yes' : '',
        row.location,
      ])
      return `### ${chart}\n\n${table(['Component', 'Values', 'Hook', 'Where it is'], cells)}`
    })
    .join('\n\n')
}

export function accountTable(): string {
  const cells = podAccounts.map(row => [
    `${row.kind} (${row.group})`,
    row.pods,
    [...(row.each?.fields ?? []).map(field => `${row.each?.items}/${field}`), ...row.fields]
      .map(code)
      .join(', '),
    row.default,
  ])
  return table(['Kind', 'Pods', 'Account named by', 'Otherwise'], cells)
}
