import { pairOf, textAt } from '../../yaml/lookup.ts'
import { joinIndex, joinKey } from '../../yaml/path.ts'
import { scalarText } from '../../edit/text.ts'
import type { Text } from '../../yaml/text.ts'
import { isProvider } from '../../knowledge/accounts.ts'
import { operatorVariables, type OperatorInput } from '../../knowledge/operators/operator-inputs.ts'
import { recogniseOperator } from '../../knowledge/operators/operator.ts'
import { isInRange, parseVersion } from '../../knowledge/version.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { resolve, type Mapping } from '../../yaml/node.ts'
import type { Finding } from './finding.ts'
import type { Site } from './site.ts'

/**
 * Variables of an operator's container that say how it finds images by itself: a registry it puts in front of them, and
 * names of pull secrets. Rows: `operatorVariables`.
 */
export function readOperatorVariables(site: Site, container: Mapping, name?: string): readonly Finding[] {
  const { source } = site.text
  const image = parseReference(textAt(source, container, 'image') ?? '')
  const operator = isRefusal(image) ? undefined : recogniseOperator(image)
  if (operator === undefined) return []
  const version = parseVersion(operator.version ?? '')
  const rows = operatorVariables.filter(
    row => row.operator === operator.operator && (version === undefined || isInRange(version, row.versions)),
  )
  const list = resolve(site.node)
  if (list?.type !== 'sequence') return []
  return list.items.flatMap((item, index) => {
    const variable = resolve(item)
    if (variable?.type !== 'mapping') return []
    const row = rows.find(candidate => candidate.name === textAt(source, variable, 'name'))
    if (row === undefined) return []
    const path = joinKey(joinIndex(site.path, index), 'value')
    return readVariable({ text: site.text, node: variable, path }, variable, row, name)
  })
}

function readVariable(
  site: Site,
  variable: Mapping,
  row: OperatorInput,
  container: string | undefined,
): readonly Finding[] {
  const node = resolve(pairOf(site.text.source, variable, 'value')?.value)
  if (node?.type !== 'scalar') return []
  const text = scalarText(site.text, node)
  const value = text.source
  if (row.content === 'registry') return value === '' ? [] : readRegistry(text, site.path, row, container)
  if (row.content !== 'pull-secrets' && row.content !== 'pull-secret') return []
  const names = value
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
  return [
    {
      type: 'secrets',
      text,
      offset: 0,
      path: site.path,
      names,
      account: undefined,
      serves: undefined,
      ...(isProvider(row.name) ? { provider: row.name } : {}),
      ...(row.content === 'pull-secret' ? { room: 1 } : {}),
      add: added =>
        added.length === 0 ? [] : [{ start: 0, end: value.length, text: [...names, ...added].join(',') }],
    },
  ]
}

/** The registry stands for every image the operator puts below it; one of them shows where they go. */
function readRegistry(
  text: Text,
  path: string,
  { example }: OperatorInput,
  container: string | undefined,
): readonly Finding[] {
  const below = `/${example ?? ''}`
  const written = text.source.replace(/(?<!\/)\/+$/, '') + below
  const reference = parseReference(written)
  if (example === undefined || isRefusal(reference)) return []
  return [
    {
      type: 'image',
      text,
      reference,
      written,
      offset: 0,
      path,
      container,
      alias: undefined,
      isRepository: true,
      isOptional: true,
      write: (target: Reference) => {
        const whole = formatReference(target)
        if (!whole.endsWith(below)) return undefined
        return [{ start: 0, end: text.source.length, text: whole.slice(0, -below.length) }]
      },
    },
  ]
}
