import type { Field } from '../yaml/field.ts'
import type { Text } from '../yaml/text.ts'
import { operatorArguments } from '../knowledge/operators/operator-inputs.ts'
import type { Around } from './around.ts'
import type { Candidate } from './candidates/candidate.ts'
import type { Evidence } from './candidates/circumstances.ts'
import { classifyIn, withMore } from './candidates/remembered.ts'
import type { WordClass } from './candidates/word.ts'
import { apartInText } from './parts/apart-in-text.ts'
import { occurrenceOf } from './shapes/reference.ts'
import type { Walk } from './walk.ts'

/** Words under which a value may be a bare word. */
export const imageClasses: ReadonlySet<WordClass> = new Set([
  'image',
  'loose-image',
  'short-image',
  'machine-image',
  'program-image',
  'listed',
  'partial',
])

/** A candidate with its classification: an image, a possible one, or nothing. */
export function addCandidate(
  walk: Walk,
  field: Field,
  text: Text,
  candidate: Candidate,
  around: Around,
): void {
  const { start, text: written, reference } = candidate
  const isNamed = isImageWord(candidate) && walk.isNamed(reference)
  const isTarget = !isNamed && candidate.host === 'unknown' && walk.isTarget(reference)
  const evidence = isNamed || isTarget ? withMore(around.evidence, isNamed ? named : target) : around.evidence
  const { is, why } = classifyIn(evidence, candidate, { text: text.source, at: start })
  if (is === 'no image') return
  if (is === 'possible') {
    const { path } = field
    const isNameable =
      isImageWord(candidate) &&
      classifyIn(withMore(evidence, named), candidate, { text: text.source, at: start }).is === 'image'
    walk.add({ type: 'possible', text, written, reference, why, offset: start, path, isNameable }, around)
    return
  }
  const { container } = around
  const isRepository =
    candidate.wordClass === 'repository' ||
    around.evidence.isVersionApart === true ||
    isRepositoryArgument(text, start, field, container)
  const isOwn = around.evidence.isContainer === true && container?.mapping !== undefined
  const parent = isOwn ? container : undefined
  const fixed = fixedIn(around)
  const mayBeApart = !isNamed && fixed === undefined && imageClasses.has(candidate.wordClass)
  const apart = mayBeApart ? apartInText(field, text, candidate, around) : undefined
  const origin = { reference, container, isRepository, parent, fixed, ...apart }
  walk.add(occurrenceOf(field, text, start, written, origin), around)
}

/** Whether a text is after an argument that an operator reads as a repository, to which it adds a tag of its own. */
function isRepositoryArgument(
  { source }: Text,
  start: number,
  field: Field,
  container: Field | undefined,
): boolean {
  const flag =
    start === 0
      ? itemBefore(field, container)
      : /(--[A-Za-z0-9-]{1,80})[= ]$/.exec(source.slice(Math.max(start - 90, 0), start))?.[1]
  return operatorArguments.some(({ name, content }) => name === flag && content === 'repository')
}

/** The item in front of one in the command line of a container: a flag whose value is the next item. */
function itemBefore({ path }: Field, container: Field | undefined): string | undefined {
  const [, key = '', index = ''] = /\/(args|command)\[(\d{1,6})\]$/.exec(path) ?? []
  return key === '' ? undefined : container?.get(key)?.item(Number(index) - 1)?.text
}

/** Why nothing changes here; undefined if something does. */
function fixedIn({ evidence }: Around): string | undefined {
  if (evidence.isEncoded === true) return 'what is written in base64 is not changed'
  return evidence.isSecret === true ? 'what a Secret holds is not changed' : undefined
}

const named: Evidence = { isNamed: true }
const target: Evidence = { isTarget: true }

function isImageWord({ wordClass }: Candidate): boolean {
  return imageClasses.has(wordClass) || wordClass === 'operand'
}
