import { partNames } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { PartDefaults } from '../shapes/image-parts.ts'
import type { Siblings } from '../shapes/siblings.ts'
import type { Walk } from '../walk.ts'

/** The values that were read together are not read once more. `keys`: what the parts are called, where they have other names. */
export function takeParts(
  { taken }: Pick<Walk, 'taken'>,
  siblings: Siblings,
  keys: PartDefaults['keys'] = {},
): void {
  for (const part of partNames) {
    const node = siblings.get(keys[part] ?? part)?.node
    if (node !== undefined) taken.add(node)
  }
}

/** Whether a name begins with something that reads as a host. */
export function namesHost(name: string): boolean {
  const slash = name.indexOf('/')
  return slash > 0 && /[.:]/.test(name.slice(0, slash))
}
