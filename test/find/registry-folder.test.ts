import { afterAll, expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { listImages } from '../../src/output/images/image-list.ts'
import { relocate, type Result } from '../../src/relocate.ts'
import { directoryWith, removeDirectories, shell } from '../cli/program.ts'

afterAll(removeDirectories)

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

test.each([
  ['a registry of its own', 'quay.io/coredns', ['quay.io/coredns/coredns', 'registry.k8s.io/kube-apiserver']],
  ['an empty one', '""', ['registry.k8s.io/coredns/coredns']],
  ['none', '', ['registry.k8s.io/coredns/coredns']],
])('CoreDNS with %s is listed as it is pulled', (_, dns, sources) => {
  const cluster = `${clusterOf('registry.k8s.io')}dns: {imageRepository: ${dns}}\n`
  expect(imagesOf(relocate(cluster, config)).map(([source]) => source)).toEqual(sources)
})

test('the built program lists CoreDNS once, from the registry that is for it alone', async () => {
  const input = `${clusterOf('registry.k8s.io')}dns: {imageRepository: registry.k8s.io/coredns}\n`
  const { stdout } = await shell(
    '$RELOCATE images -r registry.internal:5000/m -o tsv < input',
    directoryWith({ input }),
  )
  const sources = stdout.split('\n').map(line => line.split('\t')[0])
  expect(sources.filter(source => source?.includes('k8s.io'))).toEqual([
    'registry.k8s.io/coredns/coredns (tag chosen by the operator)',
    'registry.k8s.io/kube-apiserver (tag chosen by the operator)',
  ])
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
