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

/** Keys of ObjectMeta: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
export const metaKeys =
  /^(?:name|generateName|namespace|labels|annotations|uid|resourceVersion|generation|creationTimestamp|deletionTimestamp|deletionGracePeriodSeconds|ownerReferences|finalizers|managedFields|selfLink|clusterName)$/
