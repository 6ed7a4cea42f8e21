import type { FleetReport } from './fleet-report.ts'
import { escapeHtml, escapeMarkdown, markdownCode } from './markup.ts'
import type { Report, ReportPlace } from './report.ts'
import { labelOf, sourceOf, stateWords, whereOf } from './words.ts'
import { headlineOf, titleOf } from './headline.ts'
import { checkRank, checkSubjects } from './check-words.ts'
import { fleetSections } from './fleet-sections.ts'
import { section } from './section.ts'

/** Markdown as GitHub reads it, for a comment on a pull request. */
export function renderMarkdown(report: Report): string {
  const { summary, fleet } = report
  const title = `# ${titleOf(report)}\n\n${escapeMarkdown(headlineOf(report))}\n`
  const data =
    summary.dataRestarts === 0
      ? ''
      : '\n> **On an upgrade, pods of Cassandra restart.** See “What an upgrade restarts”.\n'
  return [
    title,
    data,
    ...(fleet === undefined ? [] : fleetSections(fleet)),
    ...sectionsOf(report),
    `\n${escapeMarkdown(`${report.tool.name} ${report.tool.version}`)}\n`,
  ].join('')
}

/** The whole, then each release folded under its name. */
export function* renderFleetMarkdown({ whole, files, release }: FleetReport): Iterable<string> {
  yield renderMarkdown(whole)
  for (const [index, file] of files.entries()) {
    const sections = sectionsOf({ ...release(index), problems: [] }).filter(text => text !== '')
    if (sections.length === 0) continue
    yield `\n<details><summary>${escapeHtml(file)}</summary>\n${sections.join('')}\n</details>\n`
  }
}

function sectionsOf(report: Report): readonly string[] {
  return [
    ...outcomeSections(report),
    ...imageSections(report),
    ...secretSections(report),
    ...fieldSections(report),
    unchangedSection(report),
  ]
}

/** What came of the run. */
function outcomeSections(report: Report): readonly string[] {
  return [
    section(
      'Problems',
      ['Severity', 'Code', 'What', 'Remedy', 'Where'],
      report.problems.map(problem => [
        labelOf(problem) === 'error' ? '**error**' : labelOf(problem),
        markdownCode(problem.code),
        escapeMarkdown(problem.message),
        escapeMarkdown(problem.accepted ?? problem.remedy),
        where(problem),
      ]),
    ),
    section(
      'What was checked',
      ['State', 'What', 'Name', 'Found', 'Where'],
      (report.checks ?? [])
        .toSorted((a, b) => checkRank(a) - checkRank(b))
        .map(check => [
          check.state === 'ok' ? 'ok' : `**${check.state}**`,
          checkSubjects[check.subject],
          markdownCode(check.name),
          escapeMarkdown(check.finding),
          where(check),
        ]),
    ),
    section(
      'What an upgrade restarts',
      ['Pods', 'Effect', 'Why', 'Fields', 'Where'],
      report.restarts.map(restart => [
        restart.isData ? `**${escapeMarkdown(restart.pods)} (data)**` : escapeMarkdown(restart.pods),
        stateWords[restart.effect],
        escapeMarkdown(restart.reason),
        restart.fields.map(markdownCode).join('<br>'),
        where(restart),
      ]),
    ),
  ]
}

function imageSections(report: Report): readonly string[] {
  return [
    section(
      'Images',
      ['Image', 'Target', 'Component', 'Rule', 'Where'],
      report.images.map(image => [
        markdownCode(image.source),
        markdownCode(image.target),
        escapeMarkdown(image.component ?? ''),
        escapeMarkdown(image.rule),
        where(image),
      ]),
    ),
    section(
      'Images that operators choose',
      ['Image', 'Target', 'Operator', 'Component', 'Pinned', 'Where'],
      report.operatorImages.map(image => [
        markdownCode(image.source),
        image.target === undefined ? '' : markdownCode(image.target),
        escapeMarkdown([image.operator, image.operatorVersion].filter(Boolean).join(' ')),
        escapeMarkdown(image.component),
        image.isPinned ? 'yes' : 'no',
        where(image),
      ]),
    ),
  ]
}

function secretSections(report: Report): readonly string[] {
  return [
    section(
      'Pull secrets added',
      ['Secrets', 'Where'],
      report.secrets.map(secret => [secret.names.map(markdownCode).join(', '), where(secret)]),
    ),
    section(
      'Where pods get their pull secrets',
      ['Pods', 'From', 'Where'],
      report.pods.map(entry => [
        escapeMarkdown(entry.pods ?? ''),
        escapeMarkdown(sourceOf(entry)),
        where(entry),
      ]),
    ),
  ]
}

/** What changes besides images and secrets. */
function fieldSections(report: Report): readonly string[] {
  return [
    section(
      'Aliases replaced',
      ['Alias', 'Text', 'Where'],
      report.aliases.map(alias => [markdownCode(alias.written), markdownCode(alias.text), where(alias)]),
    ),
    section(
      'Other fields',
      ['Field', 'Before', 'After', 'Asked for by', 'Where'],
      report.fields.map(entry => [
        escapeMarkdown(entry.field),
        entry.written === undefined ? '' : markdownCode(entry.written),
        markdownCode(entry.text),
        markdownCode(entry.key),
        where(entry),
      ]),
    ),
  ]
}

function unchangedSection({ skipped }: Report): string {
  return section(
    'What stays',
    ['Image', 'Why', 'Where'],
    skipped.map(image => [
      image.image === undefined ? '' : markdownCode(image.image),
      escapeMarkdown(image.reason),
      where(image),
    ]),
  )
}

function where(spot: ReportPlace): string {
  const { file, line, object, path } = whereOf(spot)
  const position = [file, line].filter(part => part !== '').join(':')
  return [position, object, path]
    .filter(part => part !== '')
    .map(markdownCode)
    .join('<br>')
}
