import { words, type Since } from './table.ts'

/** Every release of reaper-operator. Source: https://github.com/k8ssandra/reaper-operator/tags */
export const reaperOperatorReleases = words('0.1.0 0.1.1 0.2.0 0.3.0 0.3.1 0.3.2 0.3.3 0.3.4 0.3.5 0.3.6')

/** Source: https://github.com/k8ssandra/reaper-operator/blob/v0.3.5/api/v1alpha1/reaper_types.go, at each tag. */
export const reaperImages: readonly Since<string>[] = [
  ['<=0.3.2', 'thelastpickle/cassandra-reaper:2.2.1'],
  ['>0.3.2', 'thelastpickle/cassandra-reaper:2.3.0'],
]

/** A job makes the keyspace. Source: https://github.com/k8ssandra/reaper-operator/blob/v0.1.0/pkg/reconcile/reconcilers.go */
export const keyspaceJobs: readonly Since<string>[] = [['<0.2.0', 'k8ssandra/create-keyspace:latest']]
