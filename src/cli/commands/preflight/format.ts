import { alignColumns } from '../../../output/columns.ts'
import { printable } from '../../../reference/quote.ts'

import type { PreflightEntry } from './entry.ts'

const heads = ['STATE', 'WHAT', 'NAME', 'FOUND'] as const

/** Columns for a person, what is wrong first. */
export function formatPreflightTable(entries: readonly PreflightEntry[]): string {
  const rows = [...entries]
    .toSorted((one, other) => Number(one.state === 'ok') - Number(other.state === 'ok'))
    .map(({ state, subject, name, finding }) => [state, subject, name, finding].map(printable))
  return alignColumns([heads, ...rows])
}

/** The same for programs. Keys are added in later versions, never renamed. */
export function formatPreflightJson(
  entries: readonly PreflightEntry[],
  platforms: readonly string[],
): string {
  const data = {
    apiVersion: 'k8ssandra-relocate.io/v1alpha1',
    kind: 'PreflightReport',
    platforms,
    entries: entries.map(({ place, ...entry }) => ({ ...entry, ...(place === undefined ? {} : { place }) })),
  }
  return `${JSON.stringify(data, null, 2)}\n`
}
