import type { PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { Field } from '../../yaml/field.ts'
import { typeOf } from '../../yaml/scalar-type.ts'
import type { Finding } from './finding.ts'
import type { PartDefaults } from './image-parts.ts'
import { keyFor, withRoom } from './part-values.ts'
import { readReference } from './reference.ts'
import type { Siblings } from './siblings.ts'

/** A name without repository and tag, where that is the whole image. */
export function wholeName({ get }: Siblings, row: PartDefaults): Field | undefined {
  if (row.nameIsWhole !== true) return undefined
  const isWritten = (part: PartName): boolean => (get(keyFor(part, row))?.text ?? '') !== ''
  if (isWritten('repository') || isWritten('tag') || isWritten('digest')) return undefined
  return isWritten('name') ? get(keyFor('name', row)) : undefined
}

export function readWholeName(siblings: Siblings, row: PartDefaults, name: Field): readonly Finding[] {
  if (/[/:@]/.test(name.text ?? '')) return readReference(name)
  // The default of a chart, which waits for the other parts.
  return possibleParts(siblings, row, 'its other parts are not written')
}

/** Why the parts give no image, or an unknown one; undefined if they give one. */
export function whyNoImage(siblings: Siblings, asked: PartDefaults): string | undefined {
  const row = withRoom(asked, key => siblings.get(key) !== undefined)
  const needed: readonly PartName[] = [
    ...(row.hasRepository === false || row.repository !== undefined ? [] : (['repository'] as const)),
    ...(row.hasName !== true || row.name !== undefined ? [] : (['name'] as const)),
  ]
  for (const part of ['registry', 'repository', 'name'] as const) {
    const value = siblings.get(keyFor(part, row))
    const node = value?.resolved
    const type = value === undefined || node?.type !== 'scalar' ? 'text' : typeOf(value.inText.source, node)
    if (type === 'number' || type === 'boolean') return `its ${keyFor(part, row)} is a ${type} to Kubernetes`
    if (node !== undefined && node.type !== 'scalar') return `its ${keyFor(part, row)} is not a text`
  }
  const missing = needed.find(part => (siblings.get(keyFor(part, row))?.text ?? '') === '')
  return missing === undefined
    ? undefined
    : `it has no ${keyFor(missing, row)}, so its operator decides the rest`
}

/** The parts of an incomplete image. Without a part that names an image, there is none. */
export function possibleParts({ owner, get }: Siblings, row: PartDefaults, why: string): readonly Finding[] {
  const texts = (['registry', 'repository', 'name'] as const).flatMap(
    part => get(keyFor(part, row))?.text ?? [],
  )
  const written = texts.filter(text => text !== '').join('/')
  if (written === '') return []
  const { inText: text, path } = owner
  const offset = (owner.resolved ?? owner.node).start
  return [{ type: 'possible', text, written, reference: undefined, why, offset, path }]
}
