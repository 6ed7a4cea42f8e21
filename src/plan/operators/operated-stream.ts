import type { Findings } from '../../find/find.ts'
import type { StreamFacts } from '../facts.ts'
import type { PlanContext } from '../plan-context.ts'
import { withReadAccounts } from '../secrets/account-row.ts'
import { withSchemas } from '../secrets/schemas.ts'
import { chooseOperatorImages, type OperatorChoice } from './choose-images.ts'
import { contextFor, versionsIn, type Context } from './context.ts'
import { explainFindings } from './explain.ts'
import { operatedBy, type Operated } from './operated.ts'

/** A stream as the operators of the run read it. */
type OperatedStream = {
  /** What was found, and what operators make of it. */
  readonly found: Findings
  readonly facts: StreamFacts
  readonly context: Context
  readonly operated: readonly Operated[]
  readonly choice: OperatorChoice
}

/** Reads a stream as the operators of the run do. `added`: the pull secrets that they are configured with besides. */
export function readOperated(
  read: Findings,
  index: number,
  planContext: PlanContext,
  added: readonly string[],
): OperatedStream {
  const { config, ruleSet, lock } = planContext
  const facts = planContext.factsOf(read, index)
  const context = contextFor(facts, index, planContext.facts, planContext.context)
  const operated = operatedBy(read, context)
  const explained = explainFindings(read, operated, context, added)
  const choice = chooseOperatorImages(explained, operated, { ruleSet, lock }, context)
  const told = operated.length === 0 ? explained : withReadAccounts(explained, versionsIn(context))
  const found =
    config.imagePullSecrets.length === 0 ? told : withSchemas(told, choice.pins, config.definitions ?? [])
  return { found, facts, context, operated, choice }
}
