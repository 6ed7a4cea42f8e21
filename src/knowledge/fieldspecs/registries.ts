import type { FieldSpec } from './fieldspec.ts'

/**
 * Fields that hold a registry alone, or an address of artifacts. What is put after the registry is the `example`.
 * Sources: https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/,
 * https://cluster-api.sigs.k8s.io/tasks/bootstrap/kubeadm-bootstrap/,
 * https://docs.tigera.io/calico/latest/reference/installation/api, https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/,
 * https://fluxcd.io/flux/components/source/ocirepositories/, https://fluxcd.io/flux/components/source/helmrepositories/.
 */
const kubeadm = 'kubeadmConfigSpec/clusterConfiguration'

/**
 * Below kubeadm's own registry, and only there, CoreDNS is in a folder. Until 1.24 it was k8s.gcr.io. Its own
 * `imageRepository` takes it from that of all others: `GetDNSImage` in
 * https://github.com/kubernetes/kubernetes/blob/master/cmd/kubeadm/app/images/images.go.
 */
const coredns = { example: 'coredns', folderAt: ['registry.k8s.io', 'k8s.gcr.io'] } as const
const ofCoredns = 'dns/imageRepository'
const others = 'kube-apiserver'

const kubeadmOwners = [
  ['controlplane.cluster.x-k8s.io', 'KubeadmControlPlane', `spec/${kubeadm}/`],
  ['controlplane.cluster.x-k8s.io', 'KubeadmControlPlaneTemplate', `spec/template/spec/${kubeadm}/`],
  ['bootstrap.cluster.x-k8s.io', 'KubeadmConfig', 'spec/clusterConfiguration/'],
  ['bootstrap.cluster.x-k8s.io', 'KubeadmConfigTemplate', 'spec/template/spec/clusterConfiguration/'],
  ['kubeadm.k8s.io', 'ClusterConfiguration', ''],
] as const

export const registries = [
  ...kubeadmOwners.flatMap(([group, kind, owner]) => {
    const row = { group, kind, shape: 'registry' } as const
    const unless = { path: owner + ofCoredns, example: others }
    return [
      { ...row, path: `${owner}imageRepository`, ...coredns, unless },
      { ...row, path: `${owner}etcd/local/imageRepository`, example: 'etcd' },
      { ...row, path: owner + ofCoredns, ...coredns },
    ] as const
  }),
  {
    group: 'operator.tigera.io',
    kind: 'Installation',
    path: 'spec/registry',
    shape: 'registry',
    example: 'calico/node',
  },
  {
    group: 'install.istio.io',
    kind: 'IstioOperator',
    path: 'spec/hub',
    shape: 'registry',
    example: 'proxyv2',
  },
  {
    group: 'install.istio.io',
    kind: 'IstioOperator',
    path: 'spec/values/global/hub',
    shape: 'registry',
    example: 'proxyv2',
  },
  // https://github.com/istio/api/blob/master/operator/v1alpha1/operator.proto
  ...['*', 'ingressGateways[]', 'egressGateways[]'].map(
    component =>
      ({
        group: 'install.istio.io',
        kind: 'IstioOperator',
        path: `spec/components/${component}/hub`,
        shape: 'registry',
        example: 'proxyv2',
      }) as const,
  ),
  {
    group: 'sailoperator.io',
    kind: 'Istio',
    path: 'spec/values/global/hub',
    shape: 'registry',
    example: 'proxyv2',
  },
  // https://github.com/opensearch-project/opensearch-k8s-operator/blob/main/opensearch-operator/pkg/helpers/helpers.go
  ...['opensearch.opster.io', 'opensearch.org'].map(
    group =>
      ({
        group,
        kind: 'OpenSearchCluster',
        path: 'spec/general/defaultRepo',
        shape: 'registry',
        example: 'opensearch',
      }) as const,
  ),
  // https://dev.mysql.com/doc/mysql-operator/en/mysql-operator-properties.html
  {
    group: 'mysql.oracle.com',
    kind: 'InnoDBCluster',
    path: 'spec/imageRepository',
    shape: 'registry',
    example: 'community-server',
  },
  // https://kubevirt.io/api-reference/main/definitions.html
  {
    group: 'kubevirt.io',
    kind: 'KubeVirt',
    path: 'spec/imageRegistry',
    shape: 'registry',
    example: 'virt-api',
  },
  // https://knative.dev/docs/install/operator/configuring-with-operator/
  ...['KnativeServing', 'KnativeEventing'].map(
    kind =>
      ({
        group: 'operator.knative.dev',
        kind,
        path: 'spec/registry/override/*',
        shape: 'reference',
      }) as const,
  ),
  // Without a scheme it is an image: https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#WasmPlugin
  { group: 'extensions.istio.io', kind: 'WasmPlugin', path: 'spec/url', shape: 'text' },
  {
    group: 'source.toolkit.fluxcd.io',
    kind: 'OCIRepository',
    path: 'spec/url',
    shape: 'repository',
  },
  // https://docs.kubewarden.io/reference/CRDs
  ...['ClusterAdmissionPolicy', 'AdmissionPolicy'].map(
    kind => ({ group: 'policies.kubewarden.io', kind, path: 'spec/module', shape: 'reference' }) as const,
  ),
  ...['ClusterAdmissionPolicyGroup', 'AdmissionPolicyGroup'].map(
    kind =>
      ({
        group: 'policies.kubewarden.io',
        kind,
        path: 'spec/policies/*/module',
        shape: 'reference',
      }) as const,
  ),
] as const satisfies readonly FieldSpec[]
