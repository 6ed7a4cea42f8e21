import type { Chapter } from './page.ts'
import { pod } from './sample.ts'

export const warningChapter: Chapter<'warning'> = {
  TEXT_UNREAD: {
    meaning:
      'A document ends before its text does: behind a line `...`, behind a closing bracket, or where a line is indented less than the first one. kubectl and Helm read up to the end, apply that, and ignore the rest up to the next `---` without a word. The rest was left as it is, images in it included.',
    example: {
      run: '--registry r.internal',
      input: `${pod('quay.io/a/tool:1')}...\nkind: Pod\nspec: { containers: [{ name: b, image: quay.io/a/other:1 }] }\n`,
    },
    remedy:
      'If the rest is a manifest of its own, put a line `---` in front of it. If it is an indentation that slipped, mend the template. Else delete it.',
  },
  REFERENCE_PLACEHOLDER: {
    meaning:
      'The field holds something that another program fills in later, so that there is no image to relocate yet.',
    example: { run: '--registry r.internal', input: pod('auto') },
    remedy: 'Make sure that what fills it in names the private registry.',
  },
  IMAGE_POSSIBLE: {
    meaning:
      'A text outside of any field that is known to hold images may name one. It was left as it is. The message says why it may be an image, and why it may be none.',
    example: {
      run: '--registry r.internal',
      input:
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: jobs\ndata:\n  job: quay.io/somebody/tool\n',
    },
    remedy:
      'Look at it once. The message has what to add to the configuration, ready to paste: a row of `fieldSpecs` or a rule of `images` that makes it an image, and an entry of `accept` for one that is none. Add a reason to the latter.',
  },
  RULE_UNUSED: {
    meaning:
      'A mirror, an exact image, an exclusion, a field spec or an accepted problem matched nothing in this run. It may be misspelt, or left over from an older release.',
    example: {
      run: '--registry r.internal --mirror ghcr.io=r.internal/ghcr',
      input: pod('quay.io/a/tool:1'),
    },
    remedy:
      'Correct it or remove it. Where one configuration serves several releases, accept it: `--accept RULE_UNUSED`, or `--accept RULE_UNUSED=ghcr.io` for one rule.',
  },
  VALUES_QUIRK: {
    meaning:
      'A values file says what the documentation of the chart says, and the chart reads something else.',
    example: { story: 'A key that the documentation puts one level too high.' },
    remedy: 'Write the key as the message says.',
  },
  VALUES_WITHOUT_EFFECT: {
    meaning: 'A key of the values file concerns a component that is not in the stream.',
    example: { story: 'Coordinates for Medusa, in a release without it.' },
    remedy: 'Remove the key, or switch the component on.',
  },
  VALUE_MISSING: {
    meaning: 'The chart has no value that would say where this image goes.',
    example: { run: 'values --registry registry.internal', input: pod('busybox:1.36') },
    remedy: 'Relocate it after rendering: this is what the post-renderer is for.',
  },
  ACCOUNT_HALF_DONE: {
    meaning: 'Pods were given a service account that somebody else has to make, or to give rights to.',
    example: { story: 'A values file that names an account which is not in the stream.' },
    remedy: 'Do what the message says.',
  },
  DIGEST_MISSING: {
    meaning: 'The format that was asked for names images by digest, and the stream has a tag only.',
    example: { story: '`images -o imgpkg` of an image with a tag.' },
    remedy: 'Pin the digest in the values of the chart, or ask for another format.',
  },
  SECRETS_MALFORMED: {
    meaning: 'The field for pull secrets holds something that is not a list of them, so nothing was added.',
    example: {
      run: '--registry r.internal --pull-secret key',
      input: `${pod('nginx')}  imagePullSecrets: other\n`,
    },
    remedy:
      'Correct the template: a list of objects, each with a `name`. Kubernetes refuses what it rendered.',
  },
  SECRET_WITHOUT_ROOM: {
    meaning: 'The field has room for one pull secret, and more were asked for.',
    example: { story: 'Two `--pull-secret` flags and an ImageConfig with a single `imagePullSecret`.' },
    remedy: 'Put all credentials into one secret, or add the secrets to the service account of the pods.',
  },
  TARGET_LEFT_OUT: {
    meaning: 'One field stands for several images of an operator, and their targets have no common form.',
    example: {
      story: 'A registry override of an operator, and mirrors that send its images to two registries.',
    },
    remedy: 'Send all images of the operator to one registry, or pin each where a field exists.',
  },
  OPERATOR_VERSION_UNKNOWN: {
    meaning:
      'The operator of a resource is not in the run, or its image has a tag like `latest`, only a digest, or the build number of a vendor; or several versions of it run. What it pulls depends on its version.',
    example: {
      run: '--registry r.internal',
      input:
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cass-operator\nspec:\n  template:\n    spec:\n      containers:\n        - name: manager\n          image: k8ssandra/cass-operator:latest\n---\napiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata:\n  name: dc1\nspec:\n  serverType: cassandra\n  serverVersion: 4.1.5\n',
    },
    remedy:
      'Relocate the operator together with its resources, or say which one runs: `--operator cass-operator=1.27.1`, or `operators` in the configuration file. Relocate each environment separately.',
  },
  SECRET_BY_ACCOUNT: {
    meaning:
      'An operator makes pods that take pull secrets from their service account only, and the account is not in the stream.',
    example: {
      run: '--registry r.internal --pull-secret key',
      input:
        'apiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata:\n  name: reaper\nspec:\n  image: thelastpickle/cassandra-reaper:2.3.1\n',
    },
    remedy: 'Run the `kubectl patch serviceaccount` command of the message, once for each namespace.',
  },
  SECRET_WITHOUT_FIELD: {
    meaning:
      'A custom resource names an image that was relocated, and neither a schema, a field spec nor its own text says where its pods get pull secrets from.',
    example: {
      run: '--registry r.internal --pull-secret key',
      input:
        'apiVersion: acme.example/v1\nkind: Widget\nmetadata:\n  name: press\nspec:\n  image: quay.io/acme/widget:1.0\n',
    },
    remedy:
      'If the resource has a field for pull secrets, add a `fieldSpecs` entry with the shape `pull-secrets`. Otherwise give the secret to the service account of its pods with the command of the message, and accept the problem.',
  },
  SECRET_HIDES_ACCOUNT: {
    meaning:
      'Kubernetes takes the pull secrets of a service account only for pods that list none themselves. These pods have a list now, still pull images from elsewhere, and their account is not in the run, so nobody can tell whether it had secrets they need.',
    example: {
      run: '--registry r.internal --pull-secret key --exclude quay.io/acme/side',
      input:
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: builder\n  containers:\n    - name: a\n      image: nginx:1.25\n    - name: b\n      image: quay.io/acme/side:1\n',
    },
    remedy:
      'Run the command of the message. Name what the account lists with another `--pull-secret`, or add the ServiceAccount to the run; then nothing is hidden. If it lists nothing, accept the problem.',
  },
  IMAGE_CONFIG_IGNORED: {
    meaning: 'A key of the ImageConfig of cass-operator is where the operator does not read it.',
    example: {
      story:
        'The ImageConfig that the chart k8ssandra 1.5.2 renders: `imagePullPolicy` is one level too deep.',
    },
    remedy: 'Nothing is lost for the relocation. Tell the maintainers of the chart.',
  },
  IMAGE_CONFIG_BROKEN: {
    meaning: 'The ImageConfig of cass-operator is no YAML, so the operator will not start with it.',
    example: { story: 'The chart k8ssandra 1.5.2 with `imagePullSecrets` set for cass-operator.' },
    remedy: 'Leave that value of the chart out and use `--pull-secret`.',
  },
  TARGET_READ_AS_HUB: {
    meaning:
      'The first part of a target has neither a dot nor a port, so container runtimes look for it on Docker Hub.',
    example: { run: '--registry mirror/k8ssandra', input: pod('nginx') },
    remedy: 'Write the host with its domain or port, or `docker.io/` in front if Docker Hub is meant.',
  },
  ACCOUNT_MASKED: {
    meaning:
      'The pods have a list of pull secrets of their own. Then those of their service account do not count, and the account in the cluster has one that the list lacks.',
    example: { story: '`preflight --pull-secret regkey` where the account `default` has another secret.' },
    remedy: 'Add the secrets of the account with `--pull-secret`, if an image needs them.',
  },
  COPY_UNCHECKED: {
    meaning:
      'The program that copies reports success, and the registry does not let us look: that program has credentials that we do not have. The image counts as copied.',
    example: { story: '`copy` with a login that only `skopeo` knows.' },
    remedy: 'Log in with `docker login` as well, and ask with `preflight`.',
  },
  CLUSTER_UNKNOWN: {
    meaning:
      'Something in the cluster could not be looked at: there is no kubeconfig, the cluster gave no answer, or you may not read it. It may be well or not; it is never told as missing.',
    example: { story: '`preflight --context prod` with an account that may not read secrets.' },
    remedy: 'Look with an account that may, or accept it: `--accept CLUSTER_UNKNOWN`.',
  },
  LOCK_STALE: {
    meaning:
      'The lock has an image that nothing in the run pulls, or another digest than the manifests name themselves (that of the manifests counts). `preflight --lock FILE` also reports an image that is pulled by its tag only, where that tag has another digest at the registry: somebody pushed it again.',
    example: { story: 'A chart that no longer pulls an image of its last release.' },
    remedy:
      'Lock again: `k8ssandra-relocate images --lock FILE`, with the same flags and manifests. Where a tag was pushed again, put the image of the lock there again with `copy --lock FILE`.',
  },
}
