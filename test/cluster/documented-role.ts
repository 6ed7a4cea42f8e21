import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

import type { Kube } from './kube.ts'

const root = '/apis/rbac.authorization.k8s.io/v1'

/** Gives the user `nobody` the rights that docs/security.md names, in all namespaces. */
export async function grantDocumentedRights(kube: Kube): Promise<void> {
  const [, text = ''] = /^```yaml\n(.*?)^```/ms.exec(readFileSync('docs/security.md', 'utf8')) ?? []
  const role = parse(text) as { kind: string; metadata: { name: string } }
  const { name } = role.metadata
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: role.kind, name }
  const subjects = [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'nobody' }]
  await kube.send('POST', `${root}/clusterroles`, role)
  await kube.send('POST', `${root}/clusterrolebindings`, { metadata: { name }, roleRef, subjects })
  await new Promise(resolve => setTimeout(resolve, 2000))
}
