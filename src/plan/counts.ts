import { isAbout, type Problem } from '../problem.ts'
import type { Reference } from '../reference/reference.ts'
import { isBare, imageKey } from './image-key.ts'
import type { PodSecrets } from './secrets/pod-question.ts'
import type { Counted, StreamCounts, PodCounts } from './stream-counts.ts'

/** The counts of one stream; of its problems, those of operators' images are at the very place of the image. */
export function countStream(stream: Counted, problems: readonly Problem[]): StreamCounts {
  const { changes, unchanged, operatorImages, unknownImages, secrets, fields } = stream
  const states = new Map<string, Set<string>>()
  const note = (state: string, key: string): void => {
    const keys = states.get(state)
    if (keys === undefined) states.set(state, new Set([key]))
    else keys.add(key)
  }
  const objects = new Set<string>()
  // References are the same objects wherever they are written alike: each pair of them is checked once.
  const moves = new Map<Reference, Set<Reference>>()
  for (const change of changes) {
    const source = change.copied ?? change.source
    const targets = moves.get(source) ?? new Set()
    moves.set(source, targets)
    if (isBare(change) || !targets.has(change.target)) {
      targets.add(change.target)
      note('moved', imageKey(source, change.target, isBare(change)))
    }
    objects.add(`${change.place.source ?? ''} ${change.place.object ?? ''}`)
  }
  for (const image of unchanged) note(image.why, imageKey(image.source, undefined, isBare(image)))
  const unpinned = new Set(
    operatorImages.length === 0
      ? []
      : problems.flatMap(({ code, place }) => (isAbout('leak', code) ? (place ?? []) : [])),
  )
  for (const { source, target, why, place } of operatorImages) {
    const state = target === undefined ? (why ?? 'no-rules') : unpinned.has(place) ? 'no-rules' : 'moved'
    note(state, imageKey(source, target, false))
  }
  return {
    images: Object.fromEntries([...states].map(([state, keys]) => [state, [...keys]])),
    unknown: unknownImages.length,
    places: changes.length,
    objects: objects.size,
    secrets: secrets.length,
    pods: countPods(stream.pods()),
    fields: fields.length,
  }
}

function countPods(pods: readonly PodSecrets[]): PodCounts {
  const counts = { list: 0, account: 0, operator: 0, nobody: 0 }
  for (const { from } of pods) counts[from]++
  return counts
}
