import type { Config } from '../config/config.ts'
import type { Change, SecretChange } from '../plan.ts'
import type { Problem } from '../problem.ts'
import type { Result, Summary } from '../relocate.ts'

import type { Stream } from './read-stream.ts'

/** What came of several streams together. */
type Relocated = {
  /** One for each stream, in order. */
  readonly outputs: readonly string[]
  /** What came of each, in order. */
  readonly results: readonly Result[]
  readonly changes: readonly Change[]
  readonly secrets: readonly SecretChange[]
  readonly problems: readonly Problem[]
  readonly summary: Summary
}

/**
 * Relocates streams one by one. Two images on one target are looked for across all of them, and a fault of the rules,
 * which every stream would report, is reported once. With `isList`, images are found even without rules.
 */
export async function relocateStreams(
  streams: readonly Stream[],
  config: Config,
  isList = false,
): Promise<Relocated> {
  const { relocate } = await import('../relocate.ts')
  const results = streams.map(({ text, file }) => relocate(text, config, { file: file?.name, isList }))
  return {
    results,
    outputs: results.map(result => result.output),
    changes: results.flatMap(result => result.changes),
    secrets: results.flatMap(result => result.secrets),
    problems: results.length === 1 ? (results[0]?.problems ?? []) : await problemsOf(results),
    summary: results
      .map(result => result.summary)
      .reduce(add, { images: 0, objects: 0, secrets: 0, warnings: 0 }),
  }
}

/** Collisions inside one stream are found again, with those between streams, and take the place of the first findings. */
async function problemsOf(results: readonly Result[]): Promise<readonly Problem[]> {
  const { findCollisions } = await import('../relocation/collision.ts')
  const own = results.flatMap(result => result.problems).filter(({ code }) => code !== 'TARGET_COLLISION')
  const general = new Map(own.filter(isGeneral).map(problem => [problem.message, problem]))
  const collisions = findCollisions(results.flatMap(result => result.changes))
  return [...general.values(), ...own.filter(problem => !isGeneral(problem)), ...collisions]
}

function isGeneral(problem: Problem): boolean {
  return problem.place === undefined
}

function add(one: Summary, other: Summary): Summary {
  return {
    images: one.images + other.images,
    objects: one.objects + other.objects,
    secrets: one.secrets + other.secrets,
    warnings: one.warnings + other.warnings,
  }
}
