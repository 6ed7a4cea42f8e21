import { type Fault, isFault } from '../reference/fault.ts'
import { parseImage } from '../rules/syntax/exact-image.ts'
import { type Selector, selectorOf } from '../rules/match-subject.ts'
import type { SourceTarget } from '../rules/rule-config.ts'

/** Two mappings of one and the same origin are both kept: whether they contradict is for the rule set to say. */
export function overrideBySource<Mapping extends SourceTarget>(
  weaker: readonly Mapping[],
  stronger: readonly Mapping[],
  read: (source: string) => Selector | Fault,
): readonly Mapping[] {
  const keyOf = ({ source }: SourceTarget) => {
    const selector = read(source)
    return isFault(selector) ? source : JSON.stringify([selector.name, selector.tag, selector.digest])
  }
  const overriding = new Map(stronger.map(mapping => [keyOf(mapping), mapping]))
  const placed = new Set<Mapping>()
  const kept = weaker.map(mapping => {
    const winner = overriding.get(keyOf(mapping))
    if (winner !== undefined) placed.add(winner)
    return winner ?? mapping
  })
  return [...kept, ...stronger.filter(mapping => !placed.has(mapping))]
}

export function imageSelector(source: string): Selector | Fault {
  const reference = parseImage(source)
  return isFault(reference) ? reference : selectorOf(reference)
}
