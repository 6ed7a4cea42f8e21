import type { ChartName, Component } from '../../knowledge/charts/component.ts'
import { components } from '../../knowledge/charts/components.ts'
import { valueComponentOf } from '../../knowledge/charts/component-matchers.ts'
import type { Change, Unchanged } from '../../plan/entry.ts'
import type { Problem } from '../../problem.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { emptyTree, printTree, treeAt } from './commented-tree.ts'
import { secretValues } from './secret-values.ts'
import { imageValues } from './value-form.ts'
import { missing, ambiguous, type PlacedImage } from './value-problems.ts'

/** The images of a stream, as far as values are made of them: plain data but for its places. */
export type PlacedImages = {
  readonly changes: readonly (PlacedImage & Pick<Change, 'target'>)[]
  readonly unchanged: readonly (PlacedImage & Pick<Unchanged, 'why'>)[]
}

/** One image that the chart is to render. */
type ExpectedImage = {
  readonly component: string | undefined
  readonly image: PlacedImage
  readonly target: Reference
}

/**
 * The values that make a chart render the images of these results by itself, hooks included, and the pull secrets in
 * the form each part of the chart wants. What no value can say is a VALUE_MISSING: an image that is not a component of
 * the chart, or a component with two images where the chart has one value.
 */
export function formatChartValues(
  results: readonly PlacedImages[],
  chart: ChartName,
  pullSecrets: readonly string[],
): { readonly text: string; readonly problems: readonly Problem[] } {
  const expected = results.flatMap(expectedOf)
  const problems: Problem[] = []
  const tree = emptyTree()
  const written = new Map<string, string>()
  for (const { component, image, target } of expected) {
    const row = components.find(candidate => candidate.chart === chart && candidate.component === component)
    const values =
      row?.form === undefined ? undefined : imageValues(row.form, target, image.source.digest !== undefined)
    if (row?.values === undefined || values === undefined) {
      problems.push(missing(image, target, chart, row))
      continue
    }
    const before = written.get(row.component)
    if (before === undefined) {
      written.set(row.component, formatReference(target))
      const place = treeAt(tree, row.values.split('.'))
      place.comments.push(...commentsOf(row))
      for (const [key, value] of Object.entries(values)) place.keys.set(key, value)
    } else if (before !== formatReference(target)) {
      problems.push(ambiguous(image, target, row, before))
    }
  }
  for (const { path, leaf } of secretValues(chart, [...written.keys()], pullSecrets)) {
    const keys = path.split('.')
    treeAt(tree, keys.slice(0, -1)).keys.set(keys.at(-1) ?? '', leaf)
  }
  const head = `# Values for the chart ${chart}: it then renders these images itself, also in its hooks.`
  const body = tree.keys.size === 0 ? ['{}'] : printTree(tree)
  return { text: [head, ...body, ''].join('\n'), problems }
}

function expectedOf({ changes, unchanged }: PlacedImages): readonly ExpectedImage[] {
  const there = unchanged.filter(({ why }) => why === 'already-there')
  return [
    ...changes.map(image => ({ image, target: image.target })),
    ...there.map(image => ({ image, target: image.source })),
  ].map(({ image, target }) => ({ component: componentOfImage(image), image, target }))
}

function componentOfImage({ object, container, place, source }: PlacedImage): string | undefined {
  const { repository } = source
  return valueComponentOf({ ...object, path: place.path ?? '', container, repository })
}

function commentsOf({ component, location, isHook, versions, note }: Component): readonly string[] {
  const hook = isHook ? ', a hook' : ''
  const since = versions === undefined ? '' : ` (charts ${versions})`
  return [`${component}: ${location}${hook}${since}`, ...(note === undefined ? [] : [note])]
}
