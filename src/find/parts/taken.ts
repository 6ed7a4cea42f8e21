import type { JoinedImage } from '../shapes/image-parts.ts'
import type { Walk } from '../walk.ts'

/** The values that were read together are not read once more. */
export function take(walk: Walk, { siblings, row }: JoinedImage): void {
  for (const part of ['registry', 'repository', 'name', 'tag', 'digest'] as const) {
    const node = siblings.get(row.keys?.[part] ?? part)?.node
    if (node !== undefined) walk.taken.add(node)
  }
}

/** Whether a name begins with something that reads as a host. */
export function namesHost(name: string): boolean {
  const slash = name.indexOf('/')
  return slash > 0 && /[.:]/.test(name.slice(0, slash))
}
