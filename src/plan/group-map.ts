import type { Place } from '../problem.ts'
import type { Reference } from '../reference/reference.ts'
import type { ImageGroup, Occurrence } from '../find/shapes/finding.ts'
import type { Change } from './entry.ts'

type Group = {
  readonly shared: ImageGroup
  readonly place: Place
  readonly first: Occurrence
  readonly targets: (Reference | undefined)[]
  readonly members: (Change | undefined)[]
}

/** Where the images go that are written together, in the order their group knows them by. */
export class GroupMap {
  private readonly groups = new Map<ImageGroup, Group>()

  add(finding: Occurrence, change: Change): void {
    if (finding.group === undefined) return
    const { shared, index } = finding.group
    let group = this.groups.get(shared)
    if (group === undefined) {
      group = { shared, place: change.place, first: finding, targets: [], members: [] }
      this.groups.set(shared, group)
    }
    group.targets[index] = change.target
    group.members[index] = change
  }

  all(): Iterable<Group> {
    return this.groups.values()
  }
}
