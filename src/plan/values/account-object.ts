import { mappingAt, pairOf, textAt } from '../../yaml/lookup.ts'
import type { Text } from '../../yaml/text.ts'
import { isSchema, manifestsOf, type Manifest } from '../../manifest/manifest.ts'
import { peekKinds } from '../../manifest/kind.ts'
import { splitStream } from '../../manifest/stream.ts'
import type { Mapping } from '../../yaml/node.ts'
import { resolve } from '../../yaml/alias.ts'
import { readDocument } from '../../yaml/reader.ts'

/** A text that names a service account: the mapping with the key, and the key. */
export type AccountName = {
  readonly manifest: Manifest
  readonly owner: Mapping
  readonly key: string
  readonly path: string
}

/** The accounts of a stream, and the bindings that give them their rights. */
export type AccountObjects = {
  readonly accounts: readonly AccountName[]
  /** Each subject that is a ServiceAccount. */
  readonly subjects: readonly (AccountName & {
    readonly name: string
    readonly namespace: string | undefined
  })[]
}

/**
 * Find ServiceAccounts, and the subjects of RoleBindings and ClusterRoleBindings (rbac.authorization.k8s.io). A document
 * that cannot be read holds none: whether it concerns us is decided by `find`.
 */
export function findAccountObjects(text: Text): AccountObjects {
  const { source: stream } = text
  const accounts: AccountName[] = []
  const subjects: AccountObjects['subjects'][number][] = []
  for (const document of splitStream(stream)) {
    const content = stream.slice(document.start, document.end)
    const kinds = peekKinds(content)
    if (!/ServiceAccount|RoleBinding/.test(content) || (kinds.length > 0 && kinds.every(isSchema))) continue
    const reading = readDocument(stream, document)
    if ('fault' in reading) continue
    for (const manifest of reading.roots.flatMap(root => manifestsOf(text, root))) {
      const metadata = mappingAt(stream, manifest.root, 'metadata')
      if (manifest.kind === 'ServiceAccount' && manifest.group === '' && metadata !== undefined)
        accounts.push({ manifest, owner: metadata, key: 'name', path: 'metadata/name' })
      if (manifest.group === 'rbac.authorization.k8s.io' && /^(?:Cluster)?RoleBinding$/.test(manifest.kind))
        subjects.push(...subjectsOf(manifest))
    }
  }
  return { accounts, subjects }
}

function subjectsOf(manifest: Manifest): AccountObjects['subjects'] {
  const { source } = manifest.text
  const list = resolve(pairOf(source, manifest.root, 'subjects')?.value)
  if (list?.type !== 'sequence') return []
  return list.items.flatMap((item, index) => {
    const owner = resolve(item)
    if (owner?.type !== 'mapping' || textAt(source, owner, 'kind') !== 'ServiceAccount') return []
    const name = textAt(source, owner, 'name')
    if (name === undefined) return []
    const namespace = textAt(source, owner, 'namespace') ?? manifest.namespace
    return [{ manifest, owner, key: 'name', path: `subjects[${index}]/name`, name, namespace }]
  })
}
