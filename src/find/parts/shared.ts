import { sharedRegistries } from '../../knowledge/images/part-rows.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Around } from '../around.ts'
import { changed } from '../shapes/changed.ts'
import { groupParts, joinParts, occurrenceOfParts } from '../shapes/image-parts.ts'
import type { Siblings } from '../shapes/siblings.ts'
import type { Walk } from '../walk.ts'
import { namesHost, takeParts } from './taken.ts'

/** Images after one registry that a row knows. */
export function findShared(walk: Walk, siblings: Siblings, names: readonly string[], around: Around): void {
  for (const row of sharedRegistries) {
    const registry = siblings.get(row.registry)?.text
    if (registry === undefined || registry === '') continue
    const images = names
      .filter(name => row.names.test(name))
      .flatMap(name => {
        const keys = { registry: row.registry, name }
        const parts = { keys, hasRegistry: true, hasRepository: false, hasName: true, staysClosed: true }
        return joinParts(siblings, parts) ?? []
      })
      .filter(({ was }) => !namesHost(was.name ?? ''))
    const group = groupParts(images)
    images.forEach((image, index) => {
      if (isRefusal(image.reference) || group === undefined) return
      const found = occurrenceOfParts(image, image.reference)
      const name = siblings.get(image.row.keys?.name ?? '')
      walk.add(
        changed(found, {
          path: name?.path ?? found.path,
          offset: name?.node.start ?? found.offset,
          group: { shared: group, index },
          write: () => [],
        }),
        around,
      )
      takeParts(walk, image.siblings, image.row.keys)
    })
  }
}
