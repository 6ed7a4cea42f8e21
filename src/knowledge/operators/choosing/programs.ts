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
