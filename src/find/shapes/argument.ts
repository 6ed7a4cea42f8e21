import { joinIndex } from '../../yaml/path.ts'
import { scalarText } from '../../edit/text.ts'
import { parseReference } from '../../reference/parse.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { resolve } from '../../yaml/node.ts'
import type { Finding, Site } from './finding.ts'
import { isPublicReference } from './public.ts'
import { isSpelledOut, occurrenceOf } from './reference.ts'

/** `--flag=value` or `-flag=value`, as one word; the value may stand in quotes. */
const assignment = /^(--?[A-Za-z][A-Za-z0-9._-]*)=(["']?)([^"'=\s]+)\2$/

const flag = /^--?[A-Za-z][A-Za-z0-9._-]*$/

/** Flags whose value is an image: their name says so. `--prometheus-config-reloader`: FIELDMAP §3.1. */
const imageFlag = /image|config-?reloader/i

/** Flags about images whose value is something else. */
const otherFlag =
  /image[-_.]?(?:pull|policy|scan|size|tag|version|registry|repository|prefix|suffix|name|digest|list|gc|secrets?|format|type|interval|timeout|config|path|dir)/i

/**
 * A list of arguments: `--flag=ref` in one item, `--flag` and `ref` in two, and both forms among the words of a longer
 * item (a script handed to a shell). A value counts as an image when the flag's name says so and it has a path or a tag;
 * a whole reference to a registry everyone knows is one wherever it stands.
 */
export function readArguments(site: Site, container?: string): readonly Finding[] {
  const list = resolve(site.node)
  if (list?.type !== 'sequence') return readWords(site, undefined, container)
  let previous: string | undefined
  return list.items.flatMap((node, index) => {
    const item = { text: site.text, node, path: joinIndex(site.path, index) }
    const findings = readWords(item, previous, container)
    const scalar = resolve(node)
    previous =
      scalar?.type === 'scalar' && scalar.end - scalar.start < 200
        ? scalarText(site.text, scalar).source
        : undefined
    return findings
  })
}

function readWords(
  site: Site,
  previous: string | undefined,
  container: string | undefined,
): readonly Finding[] {
  const scalar = resolve(site.node)
  if (scalar?.type !== 'scalar') return []
  const text = scalarText(site.text, scalar)
  const origin = { node: site.node, container }
  const findings: Finding[] = []
  let before = previous
  for (const { word, start } of wordsOf(text.source)) {
    const found = imageIn(word, before)
    if (found !== undefined) {
      const isRepository = /default-base-image$/.test(found.flag)
      findings.push(
        occurrenceOf(text, start + found.start, found.value, site.path, { ...origin, isRepository }),
      )
    }
    before = word
  }
  return findings
}

function imageIn(
  word: string,
  before: string | undefined,
): { flag: string; value: string; start: number } | undefined {
  if (word.length > 600) return undefined
  const parts = assignment.exec(word)
  const name = parts?.[1] ?? (before !== undefined && flag.test(before) ? before : undefined)
  if (name === undefined) return isPublicReference(word) ? { flag: '', value: word, start: 0 } : undefined
  const value = parts?.[3] ?? word
  if (!isSpelledOut(value) || isRefusal(parseReference(value))) return undefined
  const says = imageFlag.test(name) && !otherFlag.test(name)
  if (!says && !isPublicReference(value)) return undefined
  return { flag: name, value, start: parts === null ? 0 : word.indexOf('=') + 1 + (parts[2] ?? '').length }
}

/** The words of a text, with where they start. */
function* wordsOf(text: string): Generator<{ word: string; start: number }> {
  const words = /\S+/g
  for (let match = words.exec(text); match !== null; match = words.exec(text)) {
    yield { word: match[0], start: match.index }
  }
}
