/** What says that an image is the disk of a machine. */

/**
 * API groups of machines: `image` is the disk of a virtual machine there, unless it names a registry and a version. Those
 * of Crossplane that hold packages, compositions, charts or manifests have no machines, and neither have add-ons of clusters.
 * Sources: https://cluster-api.sigs.k8s.io/reference/providers, https://docs.openshift.com/container-platform/latest/machine_management,
 * https://kops.sigs.k8s.io/instance_groups/, https://docs.crossplane.io/latest/packages/providers/, https://karpenter.sh/docs/concepts/nodeclasses/,
 * https://gardener.cloud/docs/gardener/api-reference/, https://book.metal3.io/, https://cloud.google.com/config-connector/docs,
 * https://ranchermanager.docs.rancher.com/reference-guides/rancher-cluster-tools, https://docs.kubermatic.com/kubeone/.
 */
const machineGroups: ReadonlySet<string> = new Set([
  'cluster.x-k8s.io',
  'infrastructure.cluster.x-k8s.io',
  'bootstrap.cluster.x-k8s.io',
  'controlplane.cluster.x-k8s.io',
  'cluster.k8s.io',
  'machine.openshift.io',
  'machine.sapcloud.io',
  'kops.k8s.io',
  'metal3.io',
  'core.gardener.cloud',
  'extensions.gardener.cloud',
  'compute.cnrm.cloud.google.com',
  'compute.azure.com',
  'vmoperator.vmware.com',
  'harvesterhci.io',
  'openstack.k-orc.cloud',
  'rke-machine.cattle.io',
  'rke-machine-config.cattle.io',
  'kubeone.k8c.io',
])

/** What groups of machines of the same project end with: each provider, service or composition has one. */
const machineFamilies: readonly string[] = [
  '.provider.extensions.gardener.cloud',
  '.services.k8s.aws',
  '.upbound.io',
  '.crossplane.io',
]

/** Parts of the names of groups of machines, wherever the rest is from: each cloud has one. */
const machineLabels: readonly string[] = ['karpenter']

/** What groups of the same ending begin with that have no machines. */
const otherFamilies: readonly string[] = [
  'pkg.',
  'meta.pkg.',
  'apiextensions.',
  'ops.',
  'helm.crossplane.',
  'helm.m.crossplane.',
  'kubernetes.crossplane.',
  'kubernetes.m.crossplane.',
]

/** Parts of the names of such groups: each function of a composition has one. */
const otherLabels: readonly string[] = ['fn']

/** Keys whose values describe a machine, in any group. */
const machineKeys: ReadonlySet<string> = new Set([
  'bootDisk',
  'boot_disk',
  'initializeParams',
  'osDisk',
  'rootDisk',
  'rootVolume',
  'sourceImageReference',
])

/** Keys next to an image that say it is the disk of a machine. */
const machineSiblings: ReadonlySet<string> = new Set([
  'flavor',
  'instanceType',
  'machineType',
  'serverType',
  'vmSize',
  'diskSizeGb',
  'sizeGb',
  'sshKeyName',
  'bootDiskSize',
])

/**
 * Kinds of these groups that run in pods: their image is that of a container.
 * Source: https://docs.k0smotron.io/stable/resource-reference/.
 */
const kindsOfPods: ReadonlySet<string> = new Set(['K0smotronControlPlane', 'K0smotronControlPlaneTemplate'])

/** Whether resources of a kind describe machines. */
export function isMachineKind(group: string, kind: string): boolean {
  return isMachineGroup(group) && !kindsOfPods.has(kind)
}

function isMachineGroup(group: string): boolean {
  if (machineGroups.has(group) || hasLabel(group, machineLabels)) return true
  return (
    machineFamilies.some(end => group.endsWith(end)) &&
    !otherFamilies.some(start => group.startsWith(start)) &&
    !hasLabel(group, otherLabels)
  )
}

function hasLabel(group: string, labels: readonly string[]): boolean {
  return labels.some(label => `.${group}`.includes(`.${label}.`))
}

/** Whether what is below a key describes a machine. */
export function isMachineKey(key: string): boolean {
  return machineKeys.has(key)
}

/**
 * Values of `serverType` that are databases and no machines.
 * Source: https://github.com/k8ssandra/cass-operator/blob/master/apis/cassandra/v1beta1/cassandradatacenter_types.go.
 */
const serverTypes: ReadonlySet<string> = new Set(['cassandra', 'dse', 'hcd'])

type Beside = { readonly textAt: (key: string) => string | undefined }

/** Whether a key next to an image says that it is the disk of a machine; `beside` has the values. */
export function isMachineSibling(key: string, beside: Beside): boolean {
  if (!machineSiblings.has(key)) return false
  return key !== 'serverType' || !serverTypes.has(beside.textAt(key) ?? '')
}
