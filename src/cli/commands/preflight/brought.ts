import type { FoundSecret } from '../../../cluster/cluster.ts'
import { isSecret, manifestsOf, type Manifest } from '../../../manifest/manifest.ts'
import { splitStream } from '../../../manifest/stream.ts'
import { Field } from '../../../yaml/field.ts'
import { read } from '../../../yaml/reader.ts'
import { streamText } from '../../../yaml/text.ts'

/** A service account that the manifests bring along. */
export type BroughtAccount = {
  readonly namespace: string
  readonly name: string
  readonly secrets: readonly string[]
}

/** A Secret that the manifests bring along, or that something they bring makes in the cluster. */
type BroughtSecret = {
  readonly namespace: string
  readonly name: string
  /** The object that brings it, as `Kind/name`. */
  readonly by: string
  /** Undefined if the manifests do not show it. */
  readonly content: FoundSecret | undefined
}

/** What will be in the cluster because the manifests bring it. */
export type Brought = {
  readonly namespaces: ReadonlySet<string>
  readonly accounts: readonly BroughtAccount[]
  readonly secrets: readonly BroughtSecret[]
}

export const nothingBrought: Brought = { namespaces: new Set(), accounts: [], secrets: [] }

/**
 * Kinds whose controllers make a Secret, and where they say its name; without one it has the name of the object.
 * Sources: https://external-secrets.io/latest/api/externalsecret/ (spec.target.name) and
 * https://github.com/bitnami-labs/sealed-secrets#overview (spec.template.metadata.name)
 */
const makers: readonly { readonly group: string; readonly kind: string; readonly name: readonly string[] }[] =
  [
    { group: 'external-secrets.io', kind: 'ExternalSecret', name: ['spec', 'target', 'name'] },
    { group: 'bitnami.com', kind: 'SealedSecret', name: ['spec', 'template', 'metadata', 'name'] },
  ]

/** Kinds that matter here, to check the text before it is read. */
const isOfInterest = new RegExp(`\\b(?:Secret|Namespace|List|${makers.map(({ kind }) => kind).join('|')})\\b`)

/**
 * The Secrets and Namespaces of streams as they were read. What names no namespace is in the one given. A Secret's values
 * are read to be checked as those in the cluster are, and never shown.
 */
export function broughtBy(streams: readonly string[], namespace: string): Omit<Brought, 'accounts'> {
  const found = { namespaces: new Set<string>(), secrets: [] as BroughtSecret[] }
  for (const stream of streams) collect(stream, namespace, found)
  return found
}

function collect(
  stream: string,
  namespace: string,
  { namespaces, secrets }: { readonly namespaces: Set<string>; readonly secrets: BroughtSecret[] },
): void {
  const text = streamText(stream)
  for (const { start, end } of splitStream(stream)) {
    if (!isOfInterest.test(stream.slice(start, end))) continue
    const reading = read(stream, start, end)
    if ('fault' in reading) continue
    for (const manifest of reading.roots.flatMap(root => manifestsOf(Field.of(text, root)))) {
      if (manifest.group === '' && manifest.kind === 'Namespace') namespaces.add(manifest.name)
      secrets.push(...secretOf(manifest, manifest.namespace ?? namespace))
    }
  }
}

function secretOf(manifest: Manifest, namespace: string): readonly BroughtSecret[] {
  const { group, kind, name, root } = manifest
  const by = `${kind}/${name}`
  if (isSecret(manifest)) return [{ namespace, name, by, content: contentOf(root) }]
  const maker = makers.find(row => row.group === group && row.kind === kind)
  if (maker === undefined) return []
  const named = maker.name.reduce<Field | undefined>((field, key) => field?.get(key), root)?.text
  return [{ namespace, name: named ?? name, by, content: undefined }]
}

/** As the API server takes it: without a type it is Opaque, and `stringData` counts before `data`. */
function contentOf(root: Field): FoundSecret {
  const values = (key: string): readonly (readonly [string, string])[] =>
    root.get(key)?.entries.map(([name, value]) => [name, value.text ?? ''] as const) ?? []
  const encoded = values('stringData').map(([name, text]) => [name, Buffer.from(text).toString('base64')])
  const data = Object.fromEntries([...values('data'), ...encoded]) as Record<string, string>
  return { type: root.get('type')?.text ?? 'Opaque', data }
}
