import type { Report, ReportPlace } from './report.ts'
import { labelOf } from './words.ts'

/** What a run over several files amounts to: by release, by registry and by image. */
export type Fleet = {
  /** A row for each file with an image, a pull secret or a problem, in the order of the run. */
  readonly releases: readonly ReleaseTotal[]
  /** Registries that images come from, the one with most places first. */
  readonly registries: readonly RegistryTotal[]
  /** Images that move, the one with most places first. */
  readonly images: readonly ImageTotal[]
}

export type ReleaseTotal = {
  readonly file: string
  /** Different images that move. */
  readonly images: number
  readonly places: number
  readonly secrets: number
  readonly errors: number
  readonly warnings: number
}

export type RegistryTotal = {
  readonly registry: string
  readonly images: number
  readonly places: number
  readonly releases: number
}

export type ImageTotal = {
  readonly source: string
  readonly target: string
  readonly places: number
  readonly releases: number
}

type Entries = Pick<Report, 'images' | 'secrets' | 'operatorImages' | 'skipped' | 'problems'>

/** The totals of a run, from the entries of its report; undefined where it concerns one file or standard input. */
export function fleetOf(entries: Entries): Fleet | undefined {
  const { images, secrets, problems, operatorImages, skipped } = entries
  const places: readonly ReportPlace[] = [...images, ...secrets, ...operatorImages, ...skipped, ...problems]
  const files = Array.from(new Set(places.flatMap(({ file }) => file ?? [])))
  if (files.length < 2) return undefined
  const [imagesIn, secretsIn, problemsIn] = [
    byKey(images, fileOf),
    byKey(secrets, fileOf),
    byKey(problems, fileOf),
  ]
  const releases = files.map(file => {
    const own = imagesIn.get(file) ?? []
    const labels = (problemsIn.get(file) ?? []).map(labelOf)
    return {
      file,
      images: count(own, ({ source }) => source),
      places: own.length,
      secrets: secretsIn.get(file)?.length ?? 0,
      errors: labels.filter(label => label === 'error').length,
      warnings: labels.filter(label => label === 'warning').length,
    }
  })
  const registries = Array.from(
    byKey(images, ({ sourceRegistry }) => sourceRegistry),
    ([registry, own]) => ({
      registry,
      images: count(own, ({ source }) => source),
      places: own.length,
      releases: count(own, fileOf),
    }),
  )
  const totals = Array.from(byKey(images, ({ source, target }) => `${source} ${target}`).values(), own => ({
    source: own[0]?.source ?? '',
    target: own[0]?.target ?? '',
    places: own.length,
    releases: count(own, fileOf),
  }))
  return { releases, registries: registries.toSorted(most), images: totals.toSorted(most) }
}

function fileOf({ file }: ReportPlace): string {
  return file ?? ''
}

function most(a: { readonly places: number }, b: { readonly places: number }): number {
  return b.places - a.places
}

function count<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): number {
  return new Set(entries.map(keyOf)).size
}

function byKey<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const group = groups.get(keyOf(entry))
    if (group === undefined) groups.set(keyOf(entry), [entry])
    else group.push(entry)
  }
  return groups
}
