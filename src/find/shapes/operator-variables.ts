import type { Field } from '../../yaml/field.ts'
import { scalarText } from '../../edit/text.ts'
import type { Text } from '../../yaml/text.ts'
import { isProvider } from '../../knowledge/accounts.ts'
import type { OperatorInput } from '../../knowledge/operators/operator-inputs.ts'
import { operatorVariables } from '../../knowledge/operators/operator-variables.ts'
import { recogniseOperator } from '../../knowledge/operators/operator.ts'
import { isInRange, parseVersion } from '../../knowledge/version.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Finding } from './finding.ts'

/**
 * Variables of an operator's container that say how it finds images by itself: a registry it puts in front of them, and
 * names of pull secrets. Rows: `operatorVariables`.
 */
export function readOperatorVariables(container: Field): readonly Finding[] {
  const variables = container.get('env')
  if (variables === undefined) return []
  const image = parseReference(container.get('image')?.text ?? '')
  const operator = isRefusal(image) ? undefined : recogniseOperator(image)
  if (operator === undefined) return []
  const version = parseVersion(operator.version ?? '')
  const rows = operatorVariables.filter(
    row => row.operator === operator.operator && (version === undefined || isInRange(version, row.versions)),
  )
  return variables.items.flatMap(variable => {
    const name = variable.get('name')?.text
    const row = rows.find(candidate => candidate.name === name)
    const value = variable.get('value')
    return row === undefined || value === undefined ? [] : readValue(value, row, container)
  })
}

function readValue(field: Field, row: OperatorInput, container: Field): readonly Finding[] {
  const scalar = field.resolved
  if (scalar?.type !== 'scalar') return []
  const text = scalarText(field.inText, scalar)
  const value = text.source
  if (row.content === 'registry')
    return value === '' ? [] : readRegistry(text, field.path, row, container.get('name')?.text)
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
      path: field.path,
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
