import { groupBy } from '../../plan/group-by.ts'
import type { ImageEntry, ProblemEntry, ReportPlace } from './report.ts'
import type { ReportEntries } from './stream-entries.ts'
import { labelOf } from './words.ts'

/** What a run over several files amounts to: by release, by registry, by image and by team. */
export type FleetTable = {
  /** A row for each file, in the order of the run; of a run that holds all files in memory, those with an entry. */
  readonly releases: readonly ReleaseTotal[]
  /** Registries that images come from, the one with most places first. */
  readonly registries: readonly RegistryTotal[]
  /** Images that move, the one with most places first. */
  readonly images: readonly ImageTotal[]
  /** The values of the team label, the one with most places first; missing where no object has the label. */
  readonly teams?: readonly TeamTotal[]
}

type ReleaseTotal = {
  readonly file: string
  /** Different images that move. */
  readonly images: number
  readonly places: number
  readonly secrets: number
  readonly errors: number
  readonly warnings: number
}

type Totals = { readonly images: number; readonly places: number; readonly releases: number }

type RegistryTotal = Totals & { readonly registry: string }

/** `team` is empty for objects without the label. */
type TeamTotal = Totals & { readonly team: string }

type ImageTotal = Omit<Totals, 'images'> & { readonly source: string; readonly target: string }

/** The totals of a run that concerns two files or more; undefined for others. */
export function fleetOf(entries: ReportEntries, problems: readonly ProblemEntry[]): FleetTable | undefined {
  const { images, secrets, operatorImages, skipped } = entries
  const places: readonly ReportPlace[] = [...images, ...secrets, ...operatorImages, ...skipped, ...problems]
  const files = new Set(places.flatMap(({ file }) => file ?? []))
  if (files.size < 2) return undefined
  const fleet = openFleetTable()
  const [imagesIn, secretsIn, problemsIn] = [byFile(images), byFile(secrets), byFile(problems)]
  for (const file of files)
    fleet.add(file, {
      images: imagesIn.get(file) ?? [],
      secrets: secretsIn.get(file) ?? [],
      problems: problemsIn.get(file) ?? [],
    })
  return fleet.table()
}

type OfRelease = Pick<ReportEntries, 'images' | 'secrets'> & { readonly problems: readonly ProblemEntry[] }

/** Adds up releases, one after the other. */
export function openFleetTable(): {
  readonly add: (file: string, entries: OfRelease) => void
  readonly table: () => FleetTable
} {
  const releases: ReleaseTotal[] = []
  const registries = openCounter()
  const images = openCounter()
  const teams = openCounter()
  return {
    add(file, { images: moved, secrets, problems }) {
      const labels = problems.map(labelOf)
      const countOf = (label: string): number => labels.filter(own => own === label).length
      registries.add(moved, ({ sourceRegistry }) => sourceRegistry)
      images.add(moved, ({ source, target }) => `${source} ${target}`)
      teams.add(moved, ({ team = '' }) => team)
      releases.push({
        file,
        images: new Set(moved.map(({ source }) => source)).size,
        places: moved.length,
        secrets: secrets.length,
        errors: countOf('error'),
        warnings: countOf('warning'),
      })
    },
    table() {
      const byTeam = teams.totals()
      const hasTeams = byTeam.some(([team]) => team !== '')
      return {
        releases,
        registries: registries.totals().map(([registry, counts]) => ({ registry, ...counts })),
        images: images.totals().map(([way, { places, releases: count }]) => {
          const [source = '', target = ''] = way.split(' ')
          return { source, target, places, releases: count }
        }),
        ...(hasTeams ? { teams: byTeam.map(([team, counts]) => ({ team, ...counts })) } : {}),
      }
    },
  }
}

/** Counts images by a key: it holds the different images, however many places there are. */
function openCounter() {
  const groups = new Map<string, { images: Set<string>; places: number; releases: number }>()
  return {
    add(images: readonly ImageEntry[], keyOf: (image: ImageEntry) => string): void {
      const here = new Set<string>()
      for (const image of images) {
        const key = keyOf(image)
        const group = groups.get(key) ?? { images: new Set(), places: 0, releases: 0 }
        groups.set(key, group)
        group.images.add(image.source)
        group.places++
        if (!here.has(key)) group.releases++
        here.add(key)
      }
    },
    totals: (): readonly (readonly [string, Totals])[] =>
      [...groups]
        .map(
          ([key, { images, places, releases }]) => [key, { images: images.size, places, releases }] as const,
        )
        .toSorted(([, a], [, b]) => b.places - a.places),
  }
}

function byFile<Entry extends ReportPlace>(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  return groupBy(entries, ({ file = '' }) => file)
}
