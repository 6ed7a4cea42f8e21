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
      'An image is outside of the targets: `verify` found it in a stream, or the filter found it in its own output, in a place that no rule or field spec leads to.',
    example: { run: 'verify --registry r.internal', input: pod('quay.io/prometheus/prometheus:v2.28.1') },
    remedy:
      'Relocate the stream; for a place that the program does not know, add a row to `fieldSpecs`. An image that may stay where it is, name with `--exclude` (or, for `verify`, `--allow`). A single place that may stay, accept: `--accept IMAGE_LEAK=quay.io/some/image`, or an entry of `accept` with the object, the path and a reason.',
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
}
