/** Pods that a program starts in the namespaces of other objects, which have a list of pull secrets for them. */
export type StartedPods = {
  /** The program, as people call it. */
  readonly program: string
  readonly group: string
  /** The objects with the list, as a message names them. */
  readonly objects: string
  /** The lists, each with the first version of the program that reads it; the field specs have them, too. */
  readonly lists: readonly { readonly path: string; readonly since: string }[]
  /** The namespaces of the pods, as a message names them. */
  readonly where: string
  /** The service account that they run under where nothing names another. */
  readonly account: string
  readonly fact: string
}

/** A program that starts pods with an image of its own choice, unless a setting names it. */
export type ChoosingProgram = {
  /** The last component of its own image. */
  readonly image: string
  /** What its image is for. */
  readonly component: string
  /** What it chooses; with `VERSION`, the tag of its own image. */
  readonly chosen: string
  /** A word among its arguments, where its image also runs something else. */
  readonly argument?: string
  /** Where its pods get pull secrets, if it is neither a list nor a service account of its own. */
  readonly pods?: StartedPods
  /** Flags, variables and keys of a configuration that name the image; `*` at the end is any text. */
  readonly settings: readonly string[]
  /** A public source of the fact. */
  readonly fact: string
}

export const choosingPrograms: readonly ChoosingProgram[] = [
  {
    image: 'cert-manager-controller',
    component: 'acmesolver',
    chosen: 'quay.io/jetstack/cert-manager-acmesolver:VERSION',
    pods: {
      program: 'cert-manager',
      group: 'cert-manager.io',
      objects: 'each Issuer and ClusterIssuer',
      // The second one: https://github.com/cert-manager/cert-manager/pull/7211
      lists: [
        { path: 'spec/acme/solvers[]/http01/ingress/podTemplate/spec/imagePullSecrets', since: '1.12.0' },
        {
          path: 'spec/acme/solvers[]/http01/gatewayHTTPRoute/podTemplate/spec/imagePullSecrets',
          since: '1.16.0',
        },
      ],
      where: 'the namespaces of certificates',
      account: 'default',
      fact: 'https://github.com/cert-manager/cert-manager/pull/5801',
    },
    settings: ['--acme-http01-solver-image', 'solverImage'],
    fact: 'https://cert-manager.io/docs/cli/controller/',
  },
  {
    image: 'workflow-controller',
    component: 'argoexec',
    chosen: 'quay.io/argoproj/argoexec:VERSION',
    settings: ['--executor-image', 'executorImage', 'executor/image'],
    fact: 'https://github.com/argoproj/argo-workflows/blob/main/cmd/workflow-controller/main.go',
  },
  {
    image: 'gitlab-runner',
    component: 'helper',
    chosen: 'registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper',
    settings: ['KUBERNETES_HELPER_IMAGE', 'helper_image'],
    fact: 'https://docs.gitlab.com/runner/configuration/advanced-configuration/#helper-image',
  },
  {
    image: 'vault-k8s',
    component: 'vault-agent',
    chosen: 'docker.io/hashicorp/vault',
    settings: ['AGENT_INJECT_VAULT_IMAGE', '-vault-image', '--vault-image'],
    fact: 'https://github.com/hashicorp/vault-k8s/blob/main/agent-inject/agent/agent.go',
  },
  {
    image: 'provisioner-localpv',
    component: 'helper',
    chosen: 'docker.io/openebs/linux-utils',
    settings: ['OPENEBS_IO_HELPER_IMAGE'],
    fact: 'https://github.com/openebs/dynamic-localpv-provisioner/blob/develop/cmd/provisioner-localpv/app/env.go',
  },
  {
    image: 'ceph',
    component: 'csi',
    chosen: 'quay.io/cephcsi/cephcsi',
    argument: 'operator',
    settings: ['ROOK_CSI_CEPH_IMAGE'],
    fact: 'https://rook.io/docs/rook/latest/Storage-Configuration/Ceph-CSI/custom-images/',
  },
]
