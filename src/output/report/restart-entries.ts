import { restartOf } from '../../knowledge/restarts.ts'
import type { ObjectName } from '../../plan/object-name.ts'
import { pathInItem, type Place } from '../../problem.ts'
import type { Result } from '../../relocate.ts'

import type { RestartEntry } from './report.ts'
import { placeKey, reportPlaceOf } from './report-place.ts'

type Touched = { readonly place: Place; readonly object: ObjectName }

/** The pods that the changes of a stream concern on an upgrade, those with data first; one entry for an object and its pods. */
export function restartEntries(result: Result): readonly RestartEntry[] {
  const touched: readonly Touched[] = [
    ...result.changes,
    ...result.secrets,
    ...result.fields,
    ...result.operatorImages.filter(({ isPinned }) => isPinned),
  ]
  const entries = new Map<string, RestartEntry>()
  for (const { place, object } of touched) {
    const path = place.path ?? ''
    const row = restartOf({ ...object, path: fieldOf(object, path) })
    if (row === undefined) continue
    const { pods, isData, effect, reason, source } = row
    const { path: field, ...spot } = reportPlaceOf(place, object)
    const key = `${pods} ${placeKey(spot)}`
    const former = entries.get(key)
    const fields = field === undefined || former?.fields.includes(field) === true ? [] : [field]
    if (former === undefined) entries.set(key, { ...spot, pods, isData, effect, reason, source, fields })
    else entries.set(key, { ...former, fields: [...former.fields, ...fields] })
  }
  return [...entries.values()].sort((a, b) => Number(b.isData) - Number(a.isData))
}

/** The path below the object itself. */
function fieldOf({ kind }: ObjectName, path: string): string {
  return kind.endsWith('List') ? path : pathInItem(path)
}
