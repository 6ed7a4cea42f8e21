import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chartNames } from '../../../knowledge/charts/component.ts'
import { printOverrides, type SecretOverride } from '../../../output/values/any-chart/print-overrides.ts'
import { aboutMove, proposeOverrides, type Override } from '../../../output/values/any-chart/propose.ts'
import { refineOverrides } from '../../../output/values/any-chart/refine.ts'
import { sharedRegistries } from '../../../output/values/any-chart/shared-registries.ts'
import {
  imagesOf,
  unprovedOf,
  expectedOf,
  type ExpectedImage,
} from '../../../output/values/any-chart/prove.ts'
import { secretListsIn } from '../../../output/values/any-chart/secret-value.ts'
import { knownOverrides } from '../../../output/values/any-chart/known-overrides.ts'
import { isAbout, type Problem } from '../../../problem.ts'
import { printable, quote } from '../../../reference/quote.ts'
import { formatReference } from '../../../reference/reference.ts'
import { relocate } from '../../../relocate.ts'
import type { Invocation, Outcome } from '../../commands.ts'
import { exitCodeOf } from '../../messages/exit-code.ts'
import { noOutcome } from '../../messages/outcome.ts'
import { findProgram } from '../doctor/helm.ts'
import { openChart, type ChartFolder } from './chart-folder.ts'
import { withValuesFiles } from './chart-values.ts'
import { render, type Rendering } from './render.ts'

/**
 * Prints the values that make any chart render the relocated images, and checks them: the chart is
 * rendered by the real Helm before and after, and compared image by image, hooks included. An image that no value reaches
 * is a VALUE_MISSING with its template and line.
 */
export async function executeForChart(word: string, invocation: Invocation): Promise<Outcome> {
  const { settings, env, cwd, config } = invocation
  const helm = settings.text('helm') ?? findProgram('helm', env)
  if (helm === undefined)
    return failed('USAGE_INVALID', 'no helm on the search path', 'install Helm, or name it with --helm')
  let chart: ChartFolder
  try {
    chart = await openChart(word, cwd)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failed(
      'FILE_UNREADABLE',
      `the chart ${quote(word)} cannot be read: ${printable(reason)}`,
      'name the folder of a chart, or its archive',
    )
  }
  const scratch = mkdtempSync(join(tmpdir(), 'k8ssandra-relocate-values-'))
  try {
    const valuesFiles = settings.list('values')
    const rendering = { helm, folder: chart.folder, valuesFiles, cwd, env, scratch }
    const values = withValuesFiles(chart.values, valuesFiles, cwd)
    return outcomeFor({ ...chart, values }, rendering, config)
  } finally {
    chart.remove()
    rmSync(scratch, { recursive: true, force: true })
  }
}

function outcomeFor(chart: ChartFolder, rendering: Rendering, config: Invocation['config']): Outcome {
  const before = render(rendering)
  if ('fault' in before) return unrendered(before.fault, 'the chart')
  // Coordinates of single components are the K8ssandra chart's own; here values are looked for, not taken.
  const result = relocate(before.text, { ...config, components: [] }, { isList: true, file: chart.name })
  if (
    exitCodeOf(
      result.problems.filter(({ code }) => !isAbout('leak', code)),
      false,
    ) !== 0
  )
    return { ...noOutcome, problems: result.problems }
  const expected = expectedOf([result])
  const unprovedIn = (text: string): readonly ExpectedImage[] => {
    const proof = relocate(text, { ...config, components: [] }, { isList: true, file: chart.name })
    return unprovedOf(expected, imagesOf([proof]))
  }
  const known = chartNames.find(name => name === chart.name)
  const moves = expected.filter(isMove)
  const images = refineOverrides(
    [...proposeOverrides(chart.values, moves), ...(known === undefined ? [] : knownOverrides(result, known))],
    wrong =>
      sharedRegistries(
        chart.values,
        moves.filter(move => wrong.has(aboutMove(move))),
      ),
    overrides => {
      const rendered = render(rendering, printOverrides(overrides, []))
      if ('fault' in rendered) return { right: -1, wrong: new Set(moves.map(aboutMove)) }
      const unproved = unprovedIn(rendered.text)
      return { right: expected.length - unproved.length, wrong: new Set(unproved.map(aboutMove)) }
    },
  )
  const secrets = secretsFor(chart, rendering, images, config)
  const head = [`Values for the chart ${chart.name}: it then renders these images itself, also in its hooks.`]
  const output = printOverrides(images, secrets, head)
  const after = render(rendering, output)
  if ('fault' in after) return unrendered(after.fault, 'the chart with the values proposed')
  const unproved = unprovedIn(after.text)
  const proved = moves.length - unproved.filter(isMove).length
  return {
    output,
    problems: unproved.map(image => missing(image, chart.folder)),
    details: [],
    summary: `${proved} of ${moves.length} images of ${chart.name} at their targets by values, checked by rendering with ${rendering.helm}`,
  }
}

function isMove({ source, target }: ExpectedImage): boolean {
  return formatReference(source) !== formatReference(target)
}

/** Lists of pull secrets, each in the form with which more pods list the secrets and none lists them broken. */
function secretsFor(
  { values }: ChartFolder,
  rendering: Rendering,
  images: readonly Override[],
  { imagePullSecrets }: Invocation['config'],
): readonly SecretOverride[] {
  if (imagePullSecrets.length === 0) return []
  const chosen: SecretOverride[] = []
  let best = listed(render(rendering, printOverrides(images, [])), imagePullSecrets)
  for (const path of secretListsIn(values)) {
    for (const form of ['object', 'text'] as const) {
      const secret = { path, names: imagePullSecrets, form }
      const count = listed(render(rendering, printOverrides(images, [...chosen, secret])), imagePullSecrets)
      if (count <= best) continue
      best = count
      chosen.push(secret)
      break
    }
  }
  return chosen
}

/** How many lists have all the secrets, as objects with a name; -1 for a rendering that failed or is broken. */
function listed(rendered: ReturnType<typeof render>, names: readonly string[]): number {
  if ('fault' in rendered) return -1
  const { secretLists, problems } = listsIn(rendered.text)
  if (problems > 0) return -1
  return secretLists.filter(list => names.every(name => list.includes(name))).length
}

/** The lists of pull secrets of a stream, and how many of them hold something else than names. */
function listsIn(text: string): {
  readonly secretLists: readonly (readonly string[])[]
  readonly problems: number
} {
  const blocks = Array.from(text.matchAll(/^( *)(?:- )?imagePullSecrets:[^\n]*\n((?:\1(?: |- )[^\n]*\n)*)/gm))
  const lists = blocks.map(([, , body = '']) => body.split('\n').filter(line => line.trim() !== ''))
  return {
    secretLists: lists.map(lines =>
      lines.flatMap(line => /^\s*- name: *["']?([^"'\s]+)/.exec(line)?.[1] ?? []),
    ),
    problems: lists
      .flat()
      .filter(line => !/^\s*- (?:name: *["']?[a-z0-9.-]+["']?|\{"?name"?:.*\})\s*$/.test(line)).length,
  }
}

function missing({ source, target, place }: ExpectedImage, folder: string): Problem {
  const line = templateLine(place.source, folder, source.repository)
  return {
    code: 'VALUE_MISSING',
    message: `no value makes the chart render ${printable(formatReference(target))} instead of ${printable(formatReference(source))}`,
    remedy: `${line === undefined ? '' : `it is in ${line}; `}use the post-renderer, or pipe helm template through this program`,
    place,
  }
}

/** The line of a template that builds an image in, as far as its text shows: the name of the image, else its field. */
function templateLine(source: string | undefined, folder: string, repository: string): string | undefined {
  const below = source?.split('/').slice(1).join('/')
  if (below === undefined || !existsSync(join(folder, below))) return undefined
  const lines = readFileSync(join(folder, below), 'utf8').split('\n')
  const name = repository.split('/').at(-1) ?? repository
  const named = lines.findIndex(line => line.includes(name) && !/^\s*(?:name|app)/.test(line))
  const index = named >= 0 ? named : lines.findIndex(line => /^\s*(?:- )?image:/.test(line))
  return index < 0 ? below : `${below}:${index + 1}`
}

function unrendered(fault: string, what: string): Outcome {
  return failed(
    'FILE_UNREADABLE',
    `helm cannot render ${what}: ${printable(fault)}`,
    'make helm template work first; give its values with --values',
  )
}

function failed(code: Problem['code'], message: string, remedy: string): Outcome {
  return { ...noOutcome, problems: [{ code, message, remedy }] }
}
