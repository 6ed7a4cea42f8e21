/** Pods of static files on a node: https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/ */
export const isNoMirrorPod = {
  name: 'no-mirror-pod',
  expression:
    "!has(object.metadata.annotations) || !('kubernetes.io/config.mirror' in object.metadata.annotations)",
}

/** The namespaces of the cluster itself; a policy that held its pods could stop the cluster. */
export const systemNamespaces = ['kube-system', 'kube-public', 'kube-node-lease'] as const

/** Requests outside of the namespaces of the cluster itself. */
export const outsideOfSystem = {
  namespaceSelector: {
    matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: systemNamespaces }],
  },
}
