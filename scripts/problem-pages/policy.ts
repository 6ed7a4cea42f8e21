import type { Chapter } from './page.ts'
import { pod } from './sample.ts'

export const policyChapter: Chapter<'policy'> = {
  TARGET_COLLISION: {
    meaning:
      'Two different images would get one name at the private registry. One of them would run in place of the other, so both are refused.',
    example: {
      run: '--registry r.internal --layout flatten',
      input: `${pod('quay.io/a/tool:1')}---\n${pod('docker.io/b/tool:1')}`,
    },
    remedy:
      'Use the layout `preserve` or `full`, or send one of the two elsewhere with `--image` or `--mirror`.',
  },
  IMAGE_UNMAPPED: {
    meaning: 'There are rules, but none for this image, and no `--registry` that takes the rest.',
    example: { run: '--mirror quay.io=r.internal/q', input: pod('docker.io/library/nginx:1.25') },
    remedy: 'Give a `--registry`, a `--mirror` or an `--image` for it, or `--exclude` it.',
  },
  IMAGE_LEAK: {
    meaning:
      'An image is outside of the targets: `verify` found it in a stream, or the filter found one that it cannot change, as in a Secret or in base64.',
    example: { run: 'verify --registry r.internal', input: pod('quay.io/prometheus/prometheus:v2.28.1') },
    remedy:
      'Relocate the stream; change what is in a Secret where the value comes from. An image that may stay where it is, name with `--exclude` (or, for `verify`, `--allow`). A single place that may stay, accept: the message has the flag or the entry of `accept`, ready to paste; add a reason.',
  },
  LIST_EMPTY: {
    meaning: 'The list of images was asked for in a format that cannot name any of those found.',
    example: { story: '`images -o imgpkg` of a stream whose images have no digest.' },
    remedy: 'Ask for another format.',
  },
  TARGET_INEXPRESSIBLE: {
    meaning:
      'The fields of a custom resource build the name of the image from parts, and no parts give the target.',
    example: { story: 'A resource with `repository` and `name`, and a target with a single path component.' },
    remedy: 'Give the registry a path prefix, use the layout `preserve`, or map the image with `--image`.',
  },
  EDIT_REFUSED: {
    meaning:
      'Two changes want one place to hold different things (a shared anchor, one field for two components), or the place is written in a way that has no room for what must be added.',
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
      'Give both the same value, write the fields out without the anchor, or write the field over several lines.',
  },
  EXPORT_INEXPRESSIBLE: {
    meaning:
      '`export` was asked to write rules for another system, and that system has no way to say one of them. Nothing is written, so that no rule is lost in silence.',
    example: { story: 'A values file of the chart, which no admission policy can follow.' },
    remedy: 'Say it with a rule that the system knows, or choose another target of `export`.',
  },
  IMAGE_MISSING: {
    meaning:
      '`preflight` asked the registry for an image under the name that the manifests will have, and the registry answers that it has no such repository, tag or digest, or not for the platforms of the nodes. Pods would stay in `ImagePullBackOff`.',
    example: { story: '`preflight --registry registry.internal:5000/m` before the images were copied.' },
    remedy: 'Copy the image with all its platforms: `k8ssandra-relocate copy` with the same flags.',
  },
  IMAGE_FORBIDDEN: {
    meaning:
      'The registry answers, and refuses: it wants credentials and has got none, refuses those it has got, or does not let them pull. Some registries answer so as well for a repository that they do not have. The message has the words of the registry, and where the credentials were found.',
    example: { story: '`preflight` without `docker login`.' },
    remedy:
      'Log in, or give the user the right to pull. With `--as-node` the credentials of the cluster are tried instead of your own.',
  },
  REGISTRY_UNREACHABLE: {
    meaning:
      'There was no usable answer within the deadline: the name cannot be resolved, nothing listens, the certificate is not trusted, the server fails, limits requests, is slow or cuts the connection. The message says which.',
    example: { story: '`preflight` of a registry whose certificate is signed by an authority of your own.' },
    remedy:
      'See the message. `--ca-file` trusts an authority, `--insecure-registry` gives the check up, `--timeout` gives more time, `HTTPS_PROXY` is honoured.',
  },
  REGISTRY_CONTRADICTORY: {
    meaning:
      'What the registry sent is not what it says it is, or not what was asked for: another digest, or no manifest at all. A proxy or a sign-in page in front of it does that as well.',
    example: { story: 'A registry that says one digest in a header and sends another manifest.' },
    remedy: 'Do not pull from it. Look at the registry, and at any proxy in front of it.',
  },
  SECRET_MISSING: {
    meaning:
      'Pods name a pull secret that is not in their namespace. The kubelet goes on without it, and the pull fails.',
    example: { story: '`preflight -n cassandra` where the secret was made in the namespace `default`.' },
    remedy: 'Make the secret in the namespace of the pods; the remedy has the command.',
  },
  SECRET_UNFIT: {
    meaning:
      'A pull secret is there, and the kubelet takes nothing from it: it is of another type, has no key, or holds text that is no JSON. Text that is no JSON spoils every other pull secret of the pod as well.',
    example: { story: 'A secret of type `Opaque`.' },
    remedy: 'Make it again with `kubectl create secret docker-registry`.',
  },
  SECRET_WITHOUT_ENTRY: {
    meaning:
      'The pull secrets of a pod are there, and none has an entry that the kubelet would take for an image of the pod, with user and password. Host and port must be equal (`*` stands for a part of a host), a path must be the beginning of the image, and only `auths` counts, no `credHelpers`.',
    example: { story: 'A secret for `registry.internal` and images at `registry.internal:5000`.' },
    remedy: 'Give the secret an entry for the host and port of the registry.',
  },
  ACCOUNT_MISSING: {
    meaning:
      'Pods name a service account that neither the manifests nor the cluster have. The API server refuses such pods.',
    example: { story: '`preflight -n cassandra` before the account was made.' },
    remedy: 'Make the account, or name another.',
  },
  COPY_FAILED: {
    meaning:
      '`copy` could not copy an image, and went on with the others. The message has the last words of the program that copies.',
    example: { story: '`copy` of an image that the source registry does not have.' },
    remedy:
      'See what the program says, then call `copy` again: what is there with the same digest is not copied twice.',
  },
  LOCK_UNCOVERED: {
    meaning:
      'A run with `--lock` moves an image that the lock does not have. What was checked would not be what runs.',
    example: { story: 'A new release of the chart, and the lock of the old one.' },
    remedy: 'Lock again: `k8ssandra-relocate images --lock FILE`, with the same flags and manifests.',
  },
}
