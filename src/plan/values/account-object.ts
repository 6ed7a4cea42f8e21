import { Field } from '../../yaml/field.ts'
import type { Text } from '../../yaml/text.ts'
import { isServiceAccount, isSchema, manifestsOf, type Manifest } from '../../manifest/manifest.ts'
import { peekKinds } from '../../manifest/kind.ts'
import { splitStream } from '../../manifest/stream.ts'
import { readDocument } from '../../yaml/reader.ts'

/** An object that names a service account, and the mapping whose `name` does. */
export type AccountName = { readonly manifest: Manifest; readonly owner: Field }

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
 * that cannot be read holds none; `find` decides whether it is relevant.
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
    for (const manifest of reading.roots.flatMap(root => manifestsOf(Field.of(text, root)))) {
      const owner = manifest.root.get('metadata')
      if (isServiceAccount(manifest) && owner?.mapping !== undefined) accounts.push({ manifest, owner })
      if (manifest.group === 'rbac.authorization.k8s.io' && /^(?:Cluster)?RoleBinding$/.test(manifest.kind))
        subjects.push(...subjectsOf(manifest))
    }
  }
  return { accounts, subjects }
}

function subjectsOf(manifest: Manifest): AccountObjects['subjects'] {
  const subjects = manifest.root.get('subjects')?.items ?? []
  return subjects.flatMap(owner => {
    const name = owner.textAt('kind') === 'ServiceAccount' ? owner.textAt('name') : undefined
    const namespace = owner.textAt('namespace') ?? manifest.namespace
    return name === undefined ? [] : [{ manifest, owner, name, namespace }]
  })
}
