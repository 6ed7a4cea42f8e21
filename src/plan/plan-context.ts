import type { Config } from '../config/config.ts'
import type { Findings } from '../find/find.ts'
import { openLock, type Lock } from '../rules/lock.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import { factsOf, type StreamFacts } from './facts.ts'
import { contextOf, type Context } from './operators/context.ts'
import { secretEnvironments, type SecretEnvironments } from './secrets/environment.ts'
import { chartOverridesOf, type ChartOverrides } from './values/overrides.ts'
import { planComponents, type ComponentPlan } from './values/plan-values.ts'

/** What every stream of a run is planned with. */
export type PlanContext = {
  readonly config: Config
  readonly ruleSet: RuleSet
  /** What each stream shares with the others, in order. */
  readonly facts: readonly StreamFacts[]
  /** The facts of a stream in terms of its findings: those of the run may come from an earlier pass. */
  readonly factsOf: (found: Findings, index: number) => StreamFacts
  readonly overrides: ChartOverrides
  readonly components: ComponentPlan
  readonly context: Context
  readonly environments: SecretEnvironments
  readonly lock: Lock | undefined
}

/**
 * What holds for all streams of a run. Values files speak of accounts and bindings wherever they are: with any, `streams`
 * has the findings of all; without, the facts are enough.
 */
export function planContextOf(
  facts: readonly StreamFacts[],
  config: Config,
  ruleSet: RuleSet,
  streams: readonly Findings[] = [],
): PlanContext {
  const overrides = chartOverridesOf(streams, config.components, ruleSet)
  return {
    config,
    ruleSet,
    facts,
    factsOf: (found, index) => (streams[index] === found ? facts[index] : undefined) ?? factsOf(found),
    overrides,
    components: planComponents(streams, config.components, overrides),
    context: contextOf(facts, config.operators),
    environments: secretEnvironments(facts),
    lock: openLock(config.lock),
  }
}
