/**
 * Commands that are given images. `operands`: every word that is not a flag is an image, only the first one, the values
 * of words like `container=image`, or a source and the destination that it is copied to.
 */
export type ImageCommand = {
  readonly tools: readonly string[]
  /** The words after the tool, flags left out. */
  readonly verbs: readonly string[]
  readonly operands: 'all' | 'first' | 'pairs' | 'copy'
  /** What words that are images begin with, for a tool that takes other things too. */
  readonly scheme?: string
}

const engines = ['docker', 'podman', 'nerdctl'] as const

/**
 * Sources: https://docs.docker.com/reference/cli/docker/, https://docs.podman.io/en/latest/Commands.html,
 * https://github.com/containerd/nerdctl/blob/main/docs/command-reference.md, https://github.com/kubernetes-sigs/cri-tools/blob/master/docs/crictl.md,
 * https://github.com/containerd/containerd/blob/main/cmd/ctr/commands/images/images.go, https://github.com/google/go-containerregistry/tree/main/cmd/crane/doc,
 * https://github.com/containers/skopeo/blob/main/docs/skopeo-copy.1.md, https://oras.land/docs/commands/oras_copy/,
 * https://kubernetes.io/docs/reference/kubectl/generated/kubectl_set/kubectl_set_image/, https://trivy.dev/latest/docs/target/container_image/.
 */
export const imageCommands: readonly ImageCommand[] = [
  {
    tools: engines,
    verbs: ['pull', 'push', 'rmi', 'save', 'history', 'image pull', 'image push', 'image rm', 'image save'],
    operands: 'all',
  },
  { tools: engines, verbs: ['run', 'create', 'tag', 'container run', 'container create'], operands: 'first' },
  { tools: ['buildah'], verbs: ['from', 'pull', 'push', 'rmi'], operands: 'all' },
  { tools: ['crictl'], verbs: ['pull', 'rmi', 'inspecti'], operands: 'all' },
  {
    tools: ['ctr'],
    verbs: [
      'image pull',
      'images pull',
      'i pull',
      'image push',
      'images push',
      'image rm',
      'images rm',
      'image tag',
    ],
    operands: 'all',
  },
  { tools: ['ctr'], verbs: ['images tag', 'image mount', 'images mount'], operands: 'all' },
  { tools: ['ctr'], verbs: ['run', 'container create', 'containers create'], operands: 'first' },
  {
    tools: ['crane'],
    verbs: ['pull', 'digest', 'manifest', 'config', 'export', 'validate', 'tag'],
    operands: 'first',
  },
  { tools: ['crane', 'oras'], verbs: ['copy', 'cp'], operands: 'copy' },
  { tools: ['skopeo'], verbs: ['copy'], operands: 'copy', scheme: 'docker://' },
  {
    tools: ['regctl'],
    verbs: ['image digest', 'image inspect', 'image export'],
    operands: 'first',
  },
  { tools: ['regctl'], verbs: ['image copy', 'image cp'], operands: 'copy' },
  { tools: ['trivy'], verbs: ['image', 'i'], operands: 'first' },
  { tools: ['minikube'], verbs: ['image load', 'image pull', 'cache add'], operands: 'all' },
  { tools: ['kind'], verbs: ['load docker-image'], operands: 'all' },
  { tools: ['k3d'], verbs: ['image import', 'images import'], operands: 'all' },
  { tools: ['kubectl', 'oc'], verbs: ['set image'], operands: 'pairs' },
]
