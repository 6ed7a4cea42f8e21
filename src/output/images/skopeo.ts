import { canonicalName, canonicalReference } from '../../reference/canonical.ts'
import { formatReference } from '../../reference/reference.ts'
import { copyJobOf, exactSource, namedTarget, type Copy, type CopyJob } from './copy-job.ts'
import type { ImageList } from './image-line.ts'
import { leftComments, scriptOf } from './copy-script.ts'
import { shellWord } from '../../reference/shell.ts'

/** What `skopeo sync` makes of a source below its destination: its last component, or all of it. */
const manners = [
  { flag: '', below: lastPart },
  { flag: ' --scoped', below: (copy: Copy) => canonicalReference(copy.source) },
] as const

/**
 * A copy job for skopeo: a file for `skopeo sync` where that names every target right, else a script of `skopeo copy`.
 *
 * `skopeo sync` writes everything below one destination and keeps of a source either its last component or all of it with
 * the registry. That is what the layouts flatten and full ask for, as long as no source registry has a port and no image
 * has both tag and digest; it can rename nothing. Source: skopeo-sync(1), `syncCmd` in cmd/skopeo/sync.go.
 */
export function formatSkopeo(list: ImageList): string {
  const job = copyJobOf(list)
  for (const { flag, below } of manners) {
    const destination = commonDestination(job.copies, below)
    if (destination !== undefined) return syncFile(job, destination, flag)
  }
  const note =
    'A script, because skopeo sync cannot name these targets: it only keeps or drops what is in front.'
  return scriptOf(
    job,
    [note, 'Flags for every copy, as --src-creds or --dest-tls-verify=false: SKOPEO_COPY_FLAGS.'],
    copy =>
      `skopeo copy --all --preserve-digests \${SKOPEO_COPY_FLAGS-} ${shellWord(`docker://${exactSource(copy)}`)} ${shellWord(`docker://${namedTarget(copy)}`)}`,
  )
}

function lastPart({ source }: Copy): string {
  const text = formatReference(source)
  return text.slice(text.lastIndexOf('/') + 1)
}

/** The one destination with every target below it as in `below`; undefined if there is none. */
function commonDestination(copies: readonly Copy[], below: (copy: Copy) => string): string | undefined {
  const [first] = copies
  if (first === undefined) return undefined
  const end = `/${below(first)}`
  const target = formatReference(first.target)
  if (!target.endsWith(end)) return undefined
  const destination = target.slice(0, -end.length)
  const fits = copies.every(
    copy =>
      formatReference(copy.target) === `${destination}/${below(copy)}` &&
      (copy.source.tag === undefined || copy.source.digest === undefined),
  )
  return fits ? destination : undefined
}

function syncFile(job: CopyJob, destination: string, flag: string): string {
  const registries = new Map<string, Map<string, string[]>>()
  for (const { source } of job.copies) {
    const [registry = '', ...path] = canonicalName(source).split('/')
    const images = registries.get(registry) ?? new Map<string, string[]>()
    const repository = path.join('/')
    images.set(repository, [...(images.get(repository) ?? []), source.digest ?? source.tag ?? ''])
    registries.set(registry, images)
  }
  return [
    '# Save this as images.yaml and run:',
    `#   skopeo sync --all --preserve-digests${flag} --src yaml --dest docker images.yaml ${shellWord(destination)}`,
    ...leftComments(job),
    ...[...registries]
      .map(([registry, images]) => [
        `${quoted(registry)}:`,
        '  images:',
        ...[...images]
          .map(([repository, versions]) => [
            `    ${quoted(repository)}:`,
            ...versions.map(version => `    - ${quoted(version)}`),
          ])
          .flat(),
      ])
      .flat(),
    '',
  ].join('\n')
}

/** JSON's strings are YAML's; a tag such as 1.10 must stay a text. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
