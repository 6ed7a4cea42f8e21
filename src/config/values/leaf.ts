import { keyOf } from '../../yaml/lookup.ts'
import { positionsOf } from '../../yaml/position.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Node } from '../../yaml/node.ts'
import { resolve } from '../../yaml/alias.ts'
import { read } from '../../yaml/reader.ts'
import { isNull, valueOf } from '../../yaml/scalar.ts'
import { faultWithoutValues } from '../yaml-fault.ts'

/** One scalar of a values file. */
export type ValueLeaf = {
  /** The keys that lead to it, without the positions in lists: `cassandra.image.tag`. */
  readonly key: string
  readonly value: string
  /** Whether it is an item of a list, or the `name` of one. */
  readonly inList: 'no' | 'item' | 'named'
  readonly place: Place
}

const remedy = 'correct the YAML of the values file'

/** Aliases can make much of a little; no values file of a person has so many nodes. */
const mostNodes = 200_000

/**
 * The scalars of a values file in their order, as Go's YAML reads them; null sets nothing. A text that cannot be read
 * gives the reason and its place.
 */
export function leavesOf(
  text: string,
  file: string,
): { readonly leaves: readonly ValueLeaf[] } | Omit<Problem, 'code'> {
  const positions = positionsOf(text)
  const placeOf = (offset: number, path?: string): Place => ({
    file,
    ...positions(offset),
    ...(path === undefined ? {} : { path }),
  })
  const reading = read(text)
  if ('fault' in reading)
    return { message: faultWithoutValues(reading.fault), remedy, place: placeOf(reading.fault.offset) }
  const stray = reading.roots.find(root => !isValues(text, root))
  if (stray !== undefined) return { message: 'it holds no keys', remedy, place: placeOf(stray.start) }
  const manifest = reading.roots.find(root => isManifest(text, root))
  if (manifest !== undefined)
    return {
      message: 'it is a manifest',
      remedy: 'name a manifest without --values',
      place: placeOf(manifest.start),
    }
  return { leaves: scalarsIn(text, reading.roots, placeOf) }
}

function scalarsIn(
  text: string,
  roots: readonly Node[],
  placeOf: (offset: number, path: string) => Place,
): readonly ValueLeaf[] {
  const leaves: ValueLeaf[] = []
  let nodes = 0
  const walk = (node: Node, keys: readonly string[], inList: ValueLeaf['inList'], depth: number): void => {
    const found = resolve(node)
    if (found === undefined || depth > 100 || ++nodes > mostNodes) return
    if (found.type === 'mapping') {
      for (const pair of found.pairs) {
        const key = keyOf(text, pair)
        if (key === undefined) continue
        if (inList === 'item' && key === 'name') walk(pair.value, keys, 'named', depth + 1)
        else walk(pair.value, [...keys, key], 'no', depth + 1)
      }
    } else if (found.type === 'sequence') {
      for (const item of found.items) walk(item, keys, 'item', depth + 1)
    } else if (!isNull(text, found)) {
      const key = keys.join('.')
      leaves.push({ key, value: valueOf(text, found), inList, place: placeOf(node.start, key) })
    }
  }
  for (const root of roots) walk(root, [], 'no', 0)
  return leaves
}

/** Values are a mapping or nothing. */
function isValues(text: string, root: Node): boolean {
  const found = resolve(root)
  return found === undefined || found.type === 'mapping' || (found.type === 'scalar' && isNull(text, found))
}

/** An object of Kubernetes was named by mistake: its keys say nothing to a chart, and nothing of it would count. */
function isManifest(text: string, root: Node): boolean {
  const found = resolve(root)
  if (found?.type !== 'mapping') return false
  const keys = found.pairs.map(pair => keyOf(text, pair))
  return keys.includes('apiVersion') && keys.includes('kind')
}
