import type { Chapter } from './page.ts'
import { pod } from './sample.ts'

export const policyChapter: Chapter<'policy'> = {
  TARGET_COLLISION: {
    meaning:
      'Two different images would get one name at the private registry. One of them would run in place of the other, so the run stops.',
    example: {
      run: '--registry r.internal --layout flatten',
      input: `${pod('quay.io/a/tool:1')}---\n${pod('docker.io/b/tool:1')}`,
    },
    remedy:
      'Use the layout `preserve` or `full`, or move one of the two elsewhere with `--image` or `--mirror`.',
  },
  IMAGE_UNMAPPED: {
    meaning: 'There are rules, but none for this image, and no `--registry` for all others.',
    example: { run: '--mirror quay.io=r.internal/q', input: pod('docker.io/library/nginx:1.25') },
    remedy: 'Add a `--registry`, a `--mirror` or an `--image` for it, or `--exclude` it.',
  },
  IMAGE_LEAK: {
    meaning:
      'Either `verify` found it in a stream, or the filter found one that it cannot change, such as in a Secret or in base64.',
    example: { run: 'verify --registry r.internal', input: pod('quay.io/prometheus/prometheus:v2.28.1') },
    remedy:
      'Relocate the stream. Change the value of a Secret where it comes from. If an image may stay, name it with `--exclude` (or, for `verify`, `--allow`). If a single place may stay, accept it: the message has the flag or the `accept` entry to paste; add a reason.',
  },
  LIST_EMPTY: {
    meaning: 'The format of `images` cannot name any of the images in the stream.',
    example: { story: '`images -o imgpkg` of a stream whose images have no digest.' },
    remedy: 'Use another format.',
  },
  TARGET_INEXPRESSIBLE: {
    meaning:
      'The fields of a custom resource hold the image in parts, and no values for these parts give the target.',
    example: { story: 'A resource with `repository` and `name`, and a target with a single path component.' },
    remedy: 'Give the registry a path prefix, use the layout `preserve`, or map the image with `--image`.',
  },
  EDIT_REFUSED: {
    meaning:
      'Two changes need different values in one place (a shared anchor, one field for two components), or the YAML in that place has no room for the new text.',
    example: {
      run: '--registry r.internal --pull-secret regkey',
      input: `apiVersion: stargate.k8ssandra.io/v1alpha1
kind: Stargate
metadata:
  name: sg
spec:
  containerImage:
    repository: stargateio
    name: stargate-4_0
    tag: v1
    pullSecretRef: old
`,
    },
    remedy:
      'Use the same value for both, write the fields without the anchor, or write the field over several lines.',
  },
  EXPORT_INEXPRESSIBLE: {
    meaning:
      'The other system cannot express one of your rules. `export` writes nothing, so that no rule is lost silently.',
    example: { story: 'A values file of the chart, which no admission policy can apply.' },
    remedy: 'Use a rule that the system can express, or another target of `export`.',
  },
  IMAGE_MISSING: {
    meaning:
      'The registry does not have an image under its new name: no such repository, tag or digest, or not for the platforms of the nodes. Pods would stay in `ImagePullBackOff`.',
    example: { story: '`preflight --registry registry.internal:5000/m` before the images were copied.' },
    remedy: 'Copy the image with all its platforms: `k8ssandra-relocate copy` with the same flags.',
  },
  IMAGE_FORBIDDEN: {
    meaning:
      'The registry refuses the request: it needs credentials, rejects yours, or does not let them pull. Some registries also answer so for a repository that they do not have. The message quotes the registry and says where the credentials came from.',
    example: { story: '`preflight` without `docker login`.' },
    remedy:
      'Log in, or give the user the right to pull. `--as-node` uses the credentials of the cluster instead of yours.',
  },
  REGISTRY_UNREACHABLE: {
    meaning:
      'The registry gave no usable answer in time: its name cannot be resolved, nothing listens, its certificate is not trusted, or the server fails, limits requests, is slow or closes the connection. The message says which.',
    example: { story: '`preflight` of a registry whose certificate comes from your own authority.' },
    remedy:
      'Follow the message. `--ca-file` trusts an authority, `--insecure-registry` skips the check, `--timeout` waits longer, and `HTTPS_PROXY` sets a proxy.',
  },
  REGISTRY_CONTRADICTORY: {
    meaning:
      'The registry sent something else than it announced or than the request asked for: another digest, or no manifest. A proxy or a login page in front of it can cause that too.',
    example: { story: 'A registry whose header has one digest and whose manifest has another.' },
    remedy: 'Do not pull from it. Check the registry, and any proxy in front of it.',
  },
  SECRET_MISSING: {
    meaning:
      'Pods name a pull secret that is not in their namespace. The kubelet pulls without it, and the pull fails.',
    example: { story: '`preflight -n cassandra` when the secret is in the namespace `default`.' },
    remedy: 'Create the secret in the namespace of the pods; the message has the command.',
  },
  SECRET_UNFIT: {
    meaning:
      'The kubelet cannot use a pull secret: it has another type, lacks the key, or its text is not JSON. If it is not JSON, the kubelet ignores all other pull secrets of the pod too.',
    example: { story: 'A secret of type `Opaque`.' },
    remedy: 'Create it again with `kubectl create secret docker-registry`.',
  },
  SECRET_WITHOUT_ENTRY: {
    meaning:
      'No pull secret of a pod has an entry with user and password that the kubelet uses for an image of the pod. Host and port must be equal (`*` matches a part of a host), and a path must be a prefix of the image. Only `auths` counts, not `credHelpers`.',
    example: { story: 'A secret for `registry.internal` and images at `registry.internal:5000`.' },
    remedy: 'Add an entry for the host and port of the registry to the secret.',
  },
  ACCOUNT_MISSING: {
    meaning:
      'Pods name a service account that is neither in the manifests nor in the cluster. The API server refuses such pods.',
    example: { story: '`preflight -n cassandra` before the account exists.' },
    remedy: 'Create the account, or name another.',
  },
  COPY_FAILED: {
    meaning:
      '`copy` could not copy an image and went on with the others. The message has the last output of the program that copies.',
    example: { story: '`copy` of an image that the source registry does not have.' },
    remedy:
      'Fix what the program reports, then run `copy` again. It skips images that are there with the same digest.',
  },
  LOCK_UNCOVERED: {
    meaning:
      'A run with `--lock` moves an image that the lock does not have. You would run something that you did not check.',
    example: { story: 'A new release of the chart, and the lock of the old one.' },
    remedy: 'Lock again: `k8ssandra-relocate images --lock FILE`, with the same flags and manifests.',
  },
}
