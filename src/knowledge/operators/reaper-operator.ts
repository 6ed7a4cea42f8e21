import type { OperatorDefault } from './operator-default.ts'
import { fieldOf, resources } from '../resource.ts'

const base = { operator: 'reaper-operator', wantedBy: resources.reaperOfOperator } as const
const image = fieldOf(resources.reaperOfOperator, 'spec/image')

/** What reaper-operator of K8ssandra 1.x takes when a Reaper names no image. */
export const reaperOperatorDefaults: readonly OperatorDefault[] = [
  reaper('<=0.3.2', 'thelastpickle/cassandra-reaper:2.2.1'),
  reaper('>0.3.2 <=0.3.6', 'thelastpickle/cassandra-reaper:2.3.0'),
  {
    ...base,
    versions: '>=0.1.0 <0.2.0',
    component: 'create-keyspace',
    reference: 'k8ssandra/create-keyspace:latest',
    when: 'always: a job makes the keyspace',
    pinnedBy: undefined,
    remedy: 'use K8ssandra 1.2 or later, whose reaper-operator runs no such job',
    source: 'reaper-operator v0.1.0, pkg/reconcile/reconcilers.go:29',
  },
]

function reaper(versions: string, reference: string): OperatorDefault {
  const source = 'reaper-operator, api/v1alpha1/reaper_types.go:30'
  return { ...base, versions, component: 'reaper', reference, pinnedBy: image, source }
}
