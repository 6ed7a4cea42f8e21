import { applyEdits, type Edit } from '../edit/edit.ts'
import { findImages, type Findings } from '../find/find.ts'
import { builtInFieldSpecs } from '../knowledge/fieldspecs/index.ts'
import { rootOf } from '../yaml/text.ts'
import { configuringPart, factsOf, type StreamFacts } from './facts.ts'
import type { PlanContext } from './plan-context.ts'
import { contextFor, contextOf, type Context } from './operators/context.ts'

/** Plans a stream of a run by its findings and its place. */
type PlanStream = (
  found: Findings,
  index: number,
  planContext: PlanContext,
) => { readonly edits: readonly Edit[] }

/**
 * Gives the context of a relocated stream, from what it tells then: ImageConfigs of other streams of the run count as they
 * are after their own relocation, which is done for those documents alone.
 */
export function contextAfter(
  before: StreamFacts,
  index: number,
  planContext: PlanContext,
  planStream: PlanStream,
): (relocated: StreamFacts) => Context {
  return relocated => {
    const { operators } = planContext.config
    const own = keepingOperators(relocated, before)
    if (planContext.facts.length === 1 || own.operators.length > 0) return contextOf([own], operators)
    const all = factsAfter(planContext, planStream).with(index, own)
    return contextFor(own, index, all, contextOf(all, operators))
  }
}

const known = new WeakMap<PlanContext, readonly StreamFacts[]>()

function factsAfter(planContext: PlanContext, planStream: PlanStream): readonly StreamFacts[] {
  const made =
    known.get(planContext) ??
    planContext.facts.map((facts, index) => relocated(facts, index, planContext, planStream))
  known.set(planContext, made)
  return made
}

/** The facts of a stream with its ImageConfigs as they are relocated. */
function relocated(
  facts: StreamFacts,
  index: number,
  planContext: PlanContext,
  planStream: PlanStream,
): StreamFacts {
  const roots = facts.imageConfigs.map(({ root }) => root)
  const [first] = roots
  if (first === undefined) return facts
  const part = configuringPart(
    rootOf(first.inText).source,
    roots.map(({ start }) => start),
  )
  const { config, ruleSet } = planContext
  const find = (text: string): Findings =>
    findImages(text, [...builtInFieldSpecs, ...config.fieldSpecs], {
      isNamed: reference => ruleSet.names(reference),
    })
  const { edits } = planStream(find(part), index, planContext)
  return { ...facts, imageConfigs: factsOf(find(applyEdits(part, edits))).imageConfigs }
}

/** An operator that a rule renames is still one, though only its place shows it. */
function keepingOperators(facts: StreamFacts, before: StreamFacts): StreamFacts {
  return facts.operators.length < before.operators.length ? { ...facts, operators: before.operators } : facts
}
