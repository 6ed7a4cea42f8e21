import type { FleetTable } from './fleet.ts'
import { escapeMarkdown, markdownCode } from './markup.ts'
import { section } from './section.ts'

/** The tables of many releases: by file, registry, image and team. */
export function fleetSections({ releases, registries, images, teams = [] }: FleetTable): readonly string[] {
  return [
    section(
      'Releases',
      ['File', 'Images', 'Places', 'Pull secrets', 'Errors', 'Warnings'],
      releases.map(({ file, ...counts }) => [
        markdownCode(file),
        ...[counts.images, counts.places, counts.secrets, counts.errors, counts.warnings].map(String),
      ]),
    ),
    section(
      'By registry',
      ['Registry', 'Images', 'Places', 'Releases'],
      registries.map(({ registry, ...counts }) => [
        markdownCode(registry),
        ...[counts.images, counts.places, counts.releases].map(String),
      ]),
    ),
    section(
      'By image',
      ['Image', 'Target', 'Places', 'Releases'],
      images.map(({ source, target, places, releases: count }) => [
        markdownCode(source),
        markdownCode(target),
        String(places),
        String(count),
      ]),
    ),
    section(
      'By team',
      ['Team', 'Images', 'Places', 'Releases'],
      teams.map(({ team, ...counts }) => [
        team === '' ? '(no label)' : escapeMarkdown(team),
        ...[counts.images, counts.places, counts.releases].map(String),
      ]),
    ),
  ]
}
