import { expect, test } from '@jest/globals'

import { podAccountsOf } from '../../src/knowledge/accounts.ts'
import { choosingPrograms } from '../../src/knowledge/operators/choosing/programs.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import type { FieldSpec, ShapeName } from '../../src/knowledge/fieldspecs/fieldspec.ts'

/** Kinds whose images no pod in their namespace pulls, or whose pods take secrets from another object; and why. */
const withoutSecrets: Readonly<Record<string, string>> = {
  'reaper.cassandra-reaper.io/Reaper': 'the table of accounts has what its pods run under',
  'controlplane.cluster.x-k8s.io/KubeadmControlPlane': 'static pods, which the container runtime logs in for',
  'controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate': 'the same',
  'bootstrap.cluster.x-k8s.io/KubeadmConfig': 'the same',
  'bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate': 'the same',
  'kubeadm.k8s.io/ClusterConfiguration': 'the same',
  'k0s.k0sproject.io/ClusterConfig': 'the same',
  'install.istio.io/IstioOperator': 'values of a chart, for pods in many namespaces',
  'sailoperator.io/Istio': 'the same',
  'source.toolkit.fluxcd.io/OCIRepository': 'Flux pulls it, with a secret that is for this source alone',
  'policies.kubewarden.io/ClusterAdmissionPolicy': 'its PolicyServer pulls it',
  'policies.kubewarden.io/AdmissionPolicy': 'the same',
  'policies.kubewarden.io/ClusterAdmissionPolicyGroup': 'the same',
  'policies.kubewarden.io/AdmissionPolicyGroup': 'the same',
}

const imageShapes: ReadonlySet<ShapeName> = new Set(['reference', 'repository', 'registry', 'image-parts'])
const secretShapes: ReadonlySet<ShapeName> = new Set(['pull-secrets', 'pod-spec'])

function kindOf({ group, kind }: FieldSpec): string {
  return `${group}/${kind}`
}

/** Whether a row takes pull secrets, in a list or beside the parts of an image. */
function takesSecrets({ shape, parts }: FieldSpec): boolean {
  return secretShapes.has(shape) || parts?.secret !== undefined
}

const rows: readonly FieldSpec[] = builtInFieldSpecs
const named = rows.filter(({ group, shape }) => group.includes('.') && imageShapes.has(shape)).map(kindOf)
const taking = new Set(rows.filter(takesSecrets).map(kindOf))
const without = Array.from(new Set(named)).filter(kind => !taking.has(kind))

test('a custom resource with an image says where its pull secrets belong, or why they have no place', () => {
  expect(without.filter(kind => withoutSecrets[kind] === undefined)).toEqual([])
})

test('no kind is excused that has a place for them', () => {
  expect(Object.keys(withoutSecrets).filter(kind => !without.includes(kind))).toEqual([])
})

test('a kind that is excused by its accounts has some', () => {
  const byAccount = Object.entries(withoutSecrets).filter(([, why]) => why.includes('accounts'))
  const [group = '', kind = ''] = byAccount[0]?.[0].split('/') ?? []
  expect(byAccount).toHaveLength(1)
  expect(podAccountsOf({ group, kind })).not.toEqual([])
})

test('pods that a program starts elsewhere have the list of a field spec', () => {
  const started = choosingPrograms.flatMap(({ pods }) => pods ?? [])
  expect(started).not.toHaveLength(0)
  for (const { group, lists } of started)
    for (const { path } of lists)
      expect(rows).toContainEqual(expect.objectContaining({ group, path, shape: 'pull-secrets' }))
})
