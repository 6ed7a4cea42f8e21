import type { Problem } from '../../problem.ts'
import { isHost } from '../../reference/host.ts'
import { maskRule } from '../../reference/user-info.ts'
import type { PartialConfig } from '../config.ts'

/** The rules of a mapping of another tool, and what of it the program cannot do. */
export type ForeignMapping = {
  readonly config: PartialConfig
  readonly problems: readonly Problem[]
}

/** One thing that a mapping says, in our words, and where it says it. */
export type MappedRule = {
  readonly config: Pick<PartialConfig, 'registry' | 'mirrors' | 'images' | 'blocked'>
  readonly line: number
  readonly path?: string | undefined
}

/** What a text says in the order in which it says it, and what of it we cannot do. */
export type MappedRules = { readonly rules: readonly MappedRule[]; readonly problems: readonly Problem[] }

/** A format of another tool. */
export type MappingFormat = {
  readonly name: string
  /** What it is called by its own tool. */
  readonly title: string
  /** Whether it is kept for whole nodes, so that a run need not have an image for each of its rules. */
  readonly isOfNodes: boolean
  /** Whether a text is probably in this format. */
  readonly isIt: (text: string) => boolean
  /** Reads a text; everything in it is understood or a problem with its line. `file` is the name in places. */
  readonly parse: (text: string, file: string) => MappedRules
}

/**
 * Whether the first part of a target is no host, where its format has hosts alone: in an image it would be a path on Docker Hub.
 * What may hold a password is for the check of the rule, which does not show it.
 */
export function isHostless(target: string): boolean {
  return maskRule(target) === target && !isHost(target.split('/')[0] ?? '')
}

/** A problem of a mapping file: what is wrong or cannot be done, and where. */
export function mappingProblem(
  file: string,
  line: number,
  message: string,
  remedy: string,
  path?: string,
): Problem {
  const place = { file, line, column: 1, ...(path === undefined ? {} : { path }) }
  return { code: 'MAPPING_INVALID', message, remedy, place }
}
