import { streamText } from './edit/text.ts'
import type { FieldSpec } from './fieldspec/fieldspec.ts'
import { builtInFieldSpecs } from './fieldspec/index.ts'
import { manifestsOf } from './manifest/manifest.ts'
import { splitStream } from './manifest/stream.ts'
import { readSecretRow } from './shape/secret-row.ts'
import type { Survey } from './survey/survey.ts'
import { read } from './syntax/reader.ts'

const kind = 'ServiceAccount'

/** A service account and the pull secrets it lists. */
export type Account = {
  readonly name: string
  readonly namespace: string | undefined
  readonly secrets: readonly string[]
}

/** The service accounts that a survey found. */
export function accountsOf(survey: Pick<Survey, 'secretLists'>): readonly Account[] {
  return survey.secretLists
    .filter(({ manifest }) => manifest.kind === kind)
    .map(({ manifest: { name, namespace }, finding }) => ({ name, namespace, secrets: finding.names }))
}

/**
 * The service accounts of a stream that is not surveyed: of another file of the same run. What cannot be read has none;
 * whoever relocates it says so.
 */
export function accountsIn(stream: string): readonly Account[] {
  const rows: readonly FieldSpec[] = builtInFieldSpecs.filter(row => row.kind === kind)
  const text = streamText(stream)
  return splitStream(stream).flatMap(({ start, end }) => {
    const reading = stream.slice(start, end).includes(kind) ? read(stream, start, end) : { roots: [] }
    if ('fault' in reading) return []
    return reading.roots
      .flatMap(root => manifestsOf(text, root))
      .filter(manifest => manifest.kind === kind)
      .map(manifest => {
        const lists = rows.flatMap(row => readSecretRow(row, manifest))
        const secrets = lists.flatMap(list => (list.type === 'secrets' ? list.names : []))
        return { name: manifest.name, namespace: manifest.namespace, secrets }
      })
  })
}

/** Whether a pod of one namespace can mean an account of another: what names none can be in any. FIELDMAP §6. */
export function sameNamespace(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other
}
