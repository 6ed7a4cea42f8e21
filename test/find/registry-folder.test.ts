import { expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { listImages } from '../../src/output/images/image-list.ts'
import { relocate, type Result } from '../../src/relocate.ts'

const config = { ...emptyConfig, registry: 'registry.internal:5000/m' }

test.each([
  ['registry.k8s.io', 'registry.k8s.io/coredns/coredns', 'registry.internal:5000/m/coredns'],
  ['k8s.gcr.io', 'k8s.gcr.io/coredns/coredns', 'registry.internal:5000/m/coredns'],
  ['quay.io/kube', 'quay.io/kube/coredns', 'registry.internal:5000/m/kube/coredns'],
  ['docker.io/kube', 'docker.io/kube/coredns', 'registry.internal:5000/m/kube/coredns'],
])('kubeadm pulls CoreDNS of %s from %s, and afterwards from %s', (imageRepository, source, target) => {
  const moved = relocate(clusterOf(imageRepository), config)
  expect(imagesOf(moved)).toEqual([[source, target]])
  expect(imagesOf(relocate(moved.output, config))).toEqual([[target, undefined]])
})

test('a move to the own registry of kubeadm puts CoreDNS into its folder', () => {
  const moved = relocate(clusterOf('quay.io'), { ...emptyConfig, registry: 'registry.k8s.io' })
  expect(imagesOf(moved)).toEqual([['quay.io/coredns', 'registry.k8s.io/coredns/coredns']])
})

function clusterOf(imageRepository: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nimageRepository: ${imageRepository}\n`
}

function imagesOf(result: Result) {
  return listImages([result]).map(({ source, target }) => [
    formatReference(source),
    target === undefined ? undefined : formatReference(target),
  ])
}
