/** A field of a resource that names one pull secret. It is not written: another secret may be needed there. */
type SecretField = {
  readonly group: string
  readonly kind: string
  /** The path of the name, as rows of field specs write it. */
  readonly path: string
}

const volume = 'volumes[]/containerDisk/imagePullSecret'

/**
 * Sources: https://fluxcd.io/flux/components/source/ocirepositories/#secret-reference,
 * https://kubevirt.io/user-guide/storage/disks_and_volumes/#containerdisk,
 * https://github.com/cockroachdb/cockroach-operator/blob/master/apis/v1alpha1/cluster_types.go, https://apache.github.io/solr-operator/docs/solr-cloud/solr-cloud-crd,
 * https://github.com/minio/operator/blob/v7.0.0/docs/tenant_crd.adoc, https://grafana.github.io/grafana-operator/docs/api/,
 * https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/.
 */
const secretFields: readonly SecretField[] = [
  { group: 'source.toolkit.fluxcd.io', kind: 'OCIRepository', path: 'spec/secretRef/name' },
  { group: 'kubevirt.io', kind: 'VirtualMachine', path: `spec/template/spec/${volume}` },
  { group: 'kubevirt.io', kind: 'VirtualMachineInstance', path: `spec/${volume}` },
  { group: 'crdb.cockroachlabs.com', kind: 'CrdbCluster', path: 'spec/image/pullSecret' },
  { group: 'solr.apache.org', kind: 'SolrCloud', path: 'spec/solrImage/imagePullSecret' },
  { group: 'minio.min.io', kind: 'Tenant', path: 'spec/imagePullSecret/name' },
  { group: 'grafana.integreatly.org', kind: 'GrafanaDashboard', path: 'spec/oci/pullSecretRef/name' },
  { group: 'extensions.istio.io', kind: 'WasmPlugin', path: 'spec/imagePullSecret' },
]

/** The field of a kind that names its pull secret, if one is known. */
export function secretFieldOf({ group, kind }: Pick<SecretField, 'group' | 'kind'>): SecretField | undefined {
  return secretFields.find(row => row.group === group && row.kind === kind)
}
