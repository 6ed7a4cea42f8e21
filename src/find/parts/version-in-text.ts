import type { Candidate } from '../candidates/candidate.ts'
import { wordBefore } from '../candidates/word.ts'
import { isVersionApart } from './family.ts'
import { sectionsOf, startOfSection } from './section.ts'

/** What a text sets to a version, a tag or a digest: `AGENT_VERSION=1`, `agent.tag: 1`, `--agent-version 1`. */
const setting =
  /(?<![\w.-])(--?)?((?:[A-Za-z][\w.-]{0,60})?(?:version|tag|digest|sha(?:256)?))["']?(?:[ \t]{0,8}[=:]|([ \t]{1,8})(?=[\w"']))/gi

/** Whether a text sets any. */
const hint = /(?:version|tag|digest|sha|sha256)["']?[ \t]{0,8}[ \t=:]/i

/** Of the candidates of a text, those whose version the same text, or section of it, sets under another name. */
export function versionsApart(source: string, candidates: readonly Candidate[]): ReadonlySet<Candidate> {
  const apart = new Set<Candidate>()
  const open = candidates.filter(isWithoutVersion)
  if (open.length === 0 || !hint.test(source)) return apart
  const sections = sectionsOf(source)
  const names = new Map<number, string[]>()
  for (const { index, 1: dashes = '', 2: name = '', 3: blank = '' } of source.matchAll(setting)) {
    if (blank !== '' && dashes === '') continue
    const start = startOfSection(sections, index)
    const others = names.get(start)
    if (others === undefined) names.set(start, [name])
    else others.push(name)
  }
  for (const candidate of open) {
    const { start, scheme } = candidate
    const word = wordBefore(source, start - (scheme === '' ? 0 : scheme.length + 3))
    if (isVersionApart(word, names.get(startOfSection(sections, start)) ?? [])) apart.add(candidate)
  }
  return apart
}

function isWithoutVersion({ reference, wordClass }: Candidate): boolean {
  return wordClass !== 'none' && reference.tag === undefined && reference.digest === undefined
}
