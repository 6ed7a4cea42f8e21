import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chartNames } from '../../../knowledge/charts/component.ts'
import { printOverrides } from '../../../output/values/any-chart/print-overrides.ts'
import { aboutMove, proposeOverrides } from '../../../output/values/any-chart/propose.ts'
import { refineOverrides } from '../../../output/values/any-chart/refine.ts'
import { sharedRegistries } from '../../../output/values/any-chart/shared-registries.ts'
import {
  imagesOf,
  unprovedOf,
  expectedOf,
  type ExpectedImage,
} from '../../../output/values/any-chart/prove.ts'
import { knownOverrides } from '../../../output/values/any-chart/known-overrides.ts'
import { isAbout, type Problem } from '../../../problem.ts'
import { printable, quote } from '../../../reference/quote.ts'
import { formatReference } from '../../../reference/reference.ts'
import { relocate, type Result } from '../../../relocate.ts'
import type { Invocation, Outcome } from '../../commands.ts'
import { exitCodeOf } from '../../messages/exit-code.ts'
import { noOutcome } from '../../messages/outcome.ts'
import { findProgram } from '../doctor/helm.ts'
import { openChart, type ChartFolder } from './chart-folder.ts'
import { withValuesFiles } from './chart-values.ts'
import { missing, restOutside } from './outside.ts'
import { render, type Rendering } from './render.ts'
import { podsWithoutSecrets, secretsFor } from './secrets.ts'

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
    if ('problem' in values) return { ...noOutcome, problems: [values.problem] }
    return outcomeFor({ ...chart, values: values.values }, rendering, config)
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
  const proof = proofOf(result, chart, config)
  const images = refinedFor(chart, rendering, result, proof)
  const secrets = secretsFor(chart.values, rendering, images, chart, config)
  const head = [`Values for the chart ${chart.name}: it then renders these images itself, also in its hooks.`]
  const output = printOverrides(images, secrets, head)
  const after = render(rendering, output)
  if ('fault' in after) return unrendered(after.fault, 'the chart with the values proposed')
  const unproved = proof.unprovedIn(after.text)
  const proved = proof.moves.length - unproved.filter(isMove).length
  const rest = restOutside(after.text, unproved, chart, config)
  const total = proof.moves.length + rest.filter(({ code }) => code === 'VALUE_MISSING').length
  return {
    output,
    problems: [
      ...unproved.map(image => missing(image, chart)),
      ...rest,
      ...podsWithoutSecrets(after.text, chart.name, config),
    ],
    details: [],
    summary: `${proved} of ${total} images of ${chart.name} at their targets by values, checked by rendering with ${rendering.helm}`,
  }
}

/** The images that the chart has to render, those of them that move, and how a rendering is checked. */
type Proof = {
  readonly expected: readonly ExpectedImage[]
  readonly moves: readonly ExpectedImage[]
  readonly unprovedIn: (rendered: string) => readonly ExpectedImage[]
}

function proofOf(result: Result, chart: ChartFolder, config: Invocation['config']): Proof {
  const expected = expectedOf([result])
  const unprovedIn = (text: string): readonly ExpectedImage[] => {
    const again = relocate(text, { ...config, components: [] }, { isList: true, file: chart.name })
    return unprovedOf(expected, imagesOf([again]))
  }
  return { expected, moves: expected.filter(isMove), unprovedIn }
}

/** The values for images that hold in a rendering. */
function refinedFor(
  chart: ChartFolder,
  rendering: Rendering,
  result: Result,
  { expected, moves, unprovedIn }: Proof,
): ReturnType<typeof refineOverrides> {
  const known = chartNames.find(name => name === chart.name)
  return refineOverrides(
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
}

function isMove({ source, target }: ExpectedImage): boolean {
  return formatReference(source) !== formatReference(target)
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
