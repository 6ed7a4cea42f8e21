import type { Copy } from '../../../output/images/copy-job.ts'
import { exactSource, namedTarget } from '../../../output/images/copy-job.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import { formatReference } from '../../../reference/reference.ts'
import { parseReference } from '../../../reference/parse.ts'
import { canonical } from '../../../reference/canonical.ts'
import { createRuleSet } from '../../../rules/ruleset.ts'
import { asksForNothing, type Config } from '../../../config/config.ts'
import type { FolderEntry } from './image-folder.ts'

/** One image to copy. */
export type CopyTask = {
  /** As the manifests name it, canonical: the key in a folder of images. */
  readonly name: string
  /** Where it is copied from, by digest if there is one. */
  readonly source: string
  /** Where it is copied to, under its tag if it has one. */
  readonly target: string
  /** It refers to an image, and may be none itself. */
  readonly isReferrer?: boolean
}

export function tasksOf(copies: readonly Copy[]): readonly CopyTask[] {
  return copies.map(copy => ({
    name: formatReference(copy.source),
    source: exactSource(copy),
    target: namedTarget(copy),
  }))
}

/**
 * Everything in a folder of images. The rules of this run say where it goes; without any, it goes where the run that filled
 * the folder said.
 */
export function tasksIn(entries: readonly FolderEntry[], config: Config): readonly CopyTask[] {
  const { ruleSet } = createRuleSet(config)
  const isRuled = !asksForNothing(config)
  return entries.flatMap(({ source, target }) => {
    const reference = parseReference(source)
    if (isRefusal(reference)) return []
    const decision = isRuled ? ruleSet.decide(reference) : undefined
    const ruled =
      decision?.kind === 'relocated'
        ? namedTarget({ source: reference, target: canonical(decision.target) })
        : target
    return ruled === '' ? [] : { name: source, source, target: ruled }
  })
}
