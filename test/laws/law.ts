import { emptyConfig, type Config } from '../../src/config/config.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { canonical } from '../../src/reference/canonical.ts'
import { hostBehind } from '../../src/reference/front.ts'
import { formatReference, formatVersion } from '../../src/reference/reference.ts'
import type { Place } from '../../src/problem.ts'
import { relocate, type Result } from '../../src/relocate.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { policyOf } from '../../src/verify/policy.ts'
import { verifyStream } from '../../src/verify/verify.ts'
import { findImages } from '../../src/find/find.ts'
import { faultsOf } from './difference.ts'
import { hasFailed, registry } from './inputs.ts'
import { podFaultsOf } from './pods.ts'

/** A stream, what was asked for, and what came of it. */
export type Run = { readonly text: string; readonly config: Config; readonly result: Result }

/** What a run does against a law, in words; nothing when it keeps it. */
export type Law = (run: Run) => readonly string[]

export function runOf(text: string, config: Config): Run {
  return { text, config, result: relocate(text, config) }
}

/** Laws of every run. */
export const laws: { readonly [sentence: string]: Law } = {
  'no configuration, no change': ({ text }) =>
    relocate(text, emptyConfig).output === text ? [] : ['the stream changed'],

  'all or nothing': ({ text, result }) =>
    hasFailed(result) && result.output !== text ? ['a failed run changed the stream'] : [],

  'twice is once': ofSuccess(({ config, result }) => {
    const again = relocate(result.output, config)
    return [
      ...again.problems.filter(problem => hasFailed({ problems: [problem] })).map(({ message }) => message),
      ...again.changes.map(({ written }) => `relocates ${written}`),
      ...again.secrets.map(({ names }) => `adds ${names.join()}`),
      ...(again.output === result.output ? [] : ['the output changes']),
    ]
  }),

  'bytes: every line that is not reported is the line that came in': ofSuccess(({ text, result }) =>
    faultsOf(withReturns(text), withReturns(result.output), Array.from(result.lines.values()).flat()),
  ),

  'bytes: an image that stands as it is read is replaced by its target, and nothing around it': ofSuccess(
    ({ text, config, result }) => {
      const lines = startsOfLines(text)
      const edits = result.changes.flatMap(({ place, written, source, target }) => {
        const start = (lines[(place.line ?? 1) - 1] ?? 0) + (place.column ?? 1) - 1
        const isWhole = written === formatReference(source) && text.startsWith(written, start)
        return isWhole ? [{ start, end: start + written.length, target }] : []
      })
      const isPlain =
        edits.length === result.changes.length &&
        config.imagePullSecrets.length === 0 &&
        !result.operatorImages.some(image => image.isPinned)
      if (!isPlain || changesMore.test(text)) return []
      const rebuilt = edits
        .toSorted((a, b) => b.start - a.start)
        .reduce(
          (all, { start, end, target }) => all.slice(0, start) + formatReference(target) + all.slice(end),
          text,
        )
      return rebuilt === result.output ? [] : [`expected ${rebuilt}`]
    },
  ),

  'nothing is left outside the target but what a warning names': ofSuccess(({ result }) => {
    const warned = new Set(result.problems.map(({ place }) => `${place?.object} ${place?.path}`))
    return findImages(result.output, builtInFieldSpecs)
      .images.filter(({ place }) => !warned.has(`${place.object} ${place.path}`))
      .map(({ finding }) => formatReference(finding.reference))
      .filter(image => !image.startsWith(`${registry}/`))
  }),

  'what verify finds in the input is what the filter moves': ofSuccess(({ text, config, result }) => {
    const { ruleSet } = createRuleSet(config)
    const rows = [...builtInFieldSpecs, ...config.fieldSpecs]
    const { outside } = verifyStream(text, policyOf(ruleSet, config), rows)
    const placeOf = ({ line, column }: Place): string => `${line}:${column}`
    const found = new Set(outside.flatMap(({ is, place }) => (is === 'image' ? placeOf(place) : [])))
    const moved = new Set(result.changes.map(({ place }) => placeOf(place)))
    const told = new Set(result.problems.map(({ place }) => (place === undefined ? '' : placeOf(place))))
    return [
      ...Array.from(found).filter(place => !moved.has(place) && !told.has(place)),
      ...Array.from(moved).filter(place => !found.has(place)),
    ]
  }),

  'each pod with a moved image gets the secret or a problem, and none twice': ({ config, result }) =>
    config.imagePullSecrets.length === 0 ? [] : podFaultsOf(result),

  'no two images land on one target': ofSuccess(({ result }) => {
    const names = new Map<string, string>()
    return result.changes.flatMap(({ source, target }) => {
      const { registry: host, repository } = canonical(source)
      const name = `${hostBehind(host)}/${repository}${formatVersion(source)}`
      const known = names.get(formatReference(target)) ?? name
      names.set(formatReference(target), name)
      return known === name ? [] : [`${known} and ${name}`]
    })
  }),

  'tag and digest survive as written': ofSuccess(({ result }) =>
    result.changes
      .filter(({ source, target }) => formatVersion(source) !== formatVersion(target))
      .map(({ source, target }) => `${formatReference(source)} becomes ${formatReference(target)}`),
  ),

  'documents stay: their number, their order, the names of their templates': ofSuccess(({ text, result }) =>
    marksOf(result.output).join('\n') === marksOf(text).join('\n') ? [] : ['the documents changed'],
  ),
}

/** Where an image changes more than itself: what shares its anchor, and registries an operator puts in front. */
const changesMore = /\*[a-z]|imageRegistry/

/** Carriage returns made to count as characters of their lines. */
function withReturns(text: string): string {
  return text.replaceAll('\r', '␍')
}

function startsOfLines(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), match => match.index + 1)]
}

/** A law about what a run writes: one that fails writes nothing. */
function ofSuccess(law: Law): Law {
  return run => (hasFailed(run.result) ? [] : law(run))
}

/** What tells documents apart: separators, kinds, names of templates. */
function marksOf(stream: string): readonly string[] {
  return stream.match(/^(?:---(?=\s|$)|\.\.\.$|kind:.*|# Source:.*|.*postrender-filename.*)/gm) ?? []
}
