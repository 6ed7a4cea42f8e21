/** Lists of containers in the pods of Kubernetes, and in those of Tekton and Argo Workflows. */
export const containerLists: ReadonlySet<string> = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
])

/** Keys that only containers have, so that an item of a list with an image and one of them is a container in any kind. */
export const containerKeys: ReadonlySet<string> = new Set([
  'command',
  'args',
  'env',
  'envFrom',
  'volumeMounts',
  'workingDir',
  'script',
  'imagePullPolicy',
])

/** Keys that lead to one container: those of Argo Workflows, Tekton and their like. */
export const containerNames: ReadonlySet<string> = new Set([
  'container',
  'script',
  'stepTemplate',
  'sidecar',
  'initContainer',
  'mainContainer',
])

/**
 * Lists of containers of other groups, whose items may have no more than a name and an image.
 * Sources: https://tekton.dev/docs/pipelines/pipeline-api/, https://argo-workflows.readthedocs.io/en/latest/fields/,
 * https://github.com/kubeflow/spark-operator/blob/master/docs/api-docs.md, https://opensource.zalando.com/postgres-operator/docs/reference/cluster_manifest.html,
 * https://docs.percona.com/percona-operator-for-mysql/pxc/operator.html, https://shipwright.io/docs/build/buildstrategies/,
 * https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/api_reference.md.
 */
const otherLists: readonly { readonly group: RegExp; readonly keys: ReadonlySet<string> }[] = [
  { group: /^tekton\.dev$/, keys: new Set(['steps', 'sidecars']) },
  { group: /^shipwright\.io$/, keys: new Set(['steps', 'buildSteps']) },
  { group: /^argoproj\.io$/, keys: new Set(['sidecars']) },
  {
    group: /^(?:sparkoperator\.k8s\.io|acid\.zalan\.do|(?:[a-z0-9]+\.)?percona\.com)$/,
    keys: new Set(['sidecars']),
  },
  { group: /^k8s\.mariadb\.com$/, keys: new Set(['sidecarContainers']) },
]

/** Whether a key leads to containers in the kinds of a group. */
export function isContainerList(group: string, key: string): boolean {
  return otherLists.some(row => row.keys.has(key) && row.group.test(group))
}

/** Keys of ObjectMeta: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
export const metaKeys =
  /^(?:name|generateName|namespace|labels|annotations|uid|resourceVersion|generation|creationTimestamp|deletionTimestamp|deletionGracePeriodSeconds|ownerReferences|finalizers|managedFields|selfLink|clusterName)$/
