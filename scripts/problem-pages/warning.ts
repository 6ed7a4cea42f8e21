import type { Chapter } from './page.ts'
import { pod } from './sample.ts'

export const warningChapter: Chapter<'warning'> = {
  TEXT_UNREAD: {
    meaning:
      'A document ends before its text does: after a line `...`, after a closing bracket, or at a line that is indented less than the first one. kubectl and Helm read up to that end and silently ignore the rest up to the next `---`. The program leaves the rest as it is, including its images.',
    example: {
      run: '--registry r.internal',
      input: `${pod('quay.io/a/tool:1')}...\nkind: Pod\nspec: { containers: [{ name: b, image: quay.io/a/other:1 }] }\n`,
    },
    remedy:
      'If the rest is a separate manifest, put a line `---` in front of it. If the indentation is wrong, fix the template. Otherwise delete the rest.',
  },
  REFERENCE_PLACEHOLDER: {
    meaning: 'Another program fills this field later, so there is no image to relocate yet.',
    example: { run: '--registry r.internal', input: pod('auto') },
    remedy: 'Make sure that this program uses the private registry.',
  },
  IMAGE_POSSIBLE: {
    meaning:
      'A text outside the known image fields may name an image. The program leaves it unchanged. The message says what speaks for and against an image.',
    example: {
      run: '--registry r.internal',
      input:
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: jobs\ndata:\n  job: quay.io/somebody/tool\n',
    },
    remedy:
      'Look at it once. The message has the lines to paste into the configuration. If it is an image, add the row of `fieldSpecs` or the rule of `images`. If it is not, add the entry of `accept` with a reason.',
  },
  RULE_UNUSED: {
    meaning:
      'A mirror, an exact image, an exclusion, a field spec or an accepted problem matched nothing in this run. It may be misspelt or out of date.',
    example: {
      run: '--registry r.internal --mirror ghcr.io=r.internal/ghcr',
      input: pod('quay.io/a/tool:1'),
    },
    remedy:
      'Correct it or remove it. If one configuration serves several releases, accept the warning: `--accept RULE_UNUSED`, or `--accept RULE_UNUSED=ghcr.io` for one rule.',
  },
  VALUES_QUIRK: {
    meaning: 'A values file follows the documentation of the chart, but the chart reads another key or form.',
    example: { story: 'A key that the documentation shows one level too high.' },
    remedy: 'Write the key as the message says.',
  },
  VALUES_WITHOUT_EFFECT: {
    meaning: 'A key of the values file concerns a component that is not in the stream.',
    example: { story: 'Coordinates for Medusa, in a release without it.' },
    remedy: 'Remove the key, or enable the component.',
  },
  VALUE_MISSING: {
    meaning: 'The chart has no value that sets this image.',
    example: { run: 'values --registry registry.internal', input: pod('busybox:1.36') },
    remedy: 'Relocate it with the post-renderer, or pipe the rendered chart through the filter.',
  },
  ACCOUNT_HALF_DONE: {
    meaning: 'Pods now use a service account that you have to create or give rights to.',
    example: { story: 'A values file that names an account that is not in the stream.' },
    remedy: 'Do what the message says.',
  },
  DIGEST_MISSING: {
    meaning: 'The format of `images` names images by digest, but this image has only a tag.',
    example: { story: '`images -o imgpkg` of an image with a tag.' },
    remedy: 'Set the digest in the values of the chart, or use another format.',
  },
  SECRETS_MALFORMED: {
    meaning: 'The field for pull secrets is not a list of them, so the program added nothing.',
    example: {
      run: '--registry r.internal --pull-secret key',
      input: `${pod('nginx')}  imagePullSecrets: other\n`,
    },
    remedy:
      'Correct the template: it must render a list of objects, each with a `name`. Kubernetes refuses anything else.',
  },
  SECRET_WITHOUT_ROOM: {
    meaning: 'The field takes one pull secret, and you asked for more.',
    example: { story: 'Two `--pull-secret` flags and an ImageConfig with a single `imagePullSecret`.' },
    remedy:
      'Put all credentials into one secret. The service account does not help: pods with a pull secret of their own get none from it.',
  },
  TARGET_LEFT_OUT: {
    meaning: 'One field sets several images of an operator, and no value of it gives all their targets.',
    example: {
      story: 'A registry override of an operator, and mirrors that move its images to two registries.',
    },
    remedy: 'Move all images of the operator to one registry, or set each image that has its own field.',
  },
  OPERATOR_VERSION_UNKNOWN: {
    meaning:
      'What an operator pulls depends on its version, and the version is unknown. The operator is not in the run, or runs in several versions, or its image has a tag like `latest`, only a digest, or the build number of a vendor. Third-party operators, such as those of Elastic, Grafana or VictoriaMetrics, choose an image for each resource that does not name it; and programs such as cert-manager start pods with an image of their own choice.',
    example: {
      run: '--registry r.internal',
      input:
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cass-operator\nspec:\n  template:\n    spec:\n      containers:\n        - name: manager\n          image: k8ssandra/cass-operator:latest\n---\napiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata:\n  name: dc1\nspec:\n  serverType: cassandra\n  serverVersion: 4.1.5\n',
    },
    remedy:
      'Relocate the operator together with its resources, or name its version: `--operator cass-operator=1.27.1`, or `operators` in the configuration file. Relocate each environment separately. For third-party operators, set the field or the setting that the message names.',
  },
  SECRET_BY_ACCOUNT: {
    meaning:
      'An operator creates pods that get pull secrets only from their service account, and the account is not in the stream. Or a program starts pods in other namespaces, as cert-manager does to solve challenges, and no object of the stream gives them any.',
    example: {
      run: '--registry r.internal --pull-secret key',
      input:
        'apiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata:\n  name: reaper\nspec:\n  image: thelastpickle/cassandra-reaper:2.3.1\n',
    },
    remedy:
      'Run the `kubectl patch serviceaccount` command of the message, once in each namespace, or set the field that the message names.',
  },
  SECRET_WITHOUT_FIELD: {
    meaning:
      'A custom resource names a relocated image, but no schema, field spec or field of it says where its pods get pull secrets. Or it has a field for a single secret, such as `secretRef` of an OCIRepository; the program does not change that one, because it may name another secret that is needed.',
    example: {
      run: '--registry r.internal --pull-secret key',
      input:
        'apiVersion: acme.example/v1\nkind: Widget\nmetadata:\n  name: press\nspec:\n  image: quay.io/acme/widget:1.0\n',
    },
    remedy:
      'If the message names a field, set it. If the resource has a list of pull secrets, add a `fieldSpecs` entry with the shape `pull-secrets`. Otherwise add the secret to the service account of its pods with the command of the message, and accept the problem.',
  },
  SECRET_HIDES_ACCOUNT: {
    meaning:
      'Kubernetes uses the pull secrets of a service account only for pods without a list of their own. These pods have a list now and still pull some images from elsewhere. Their account is not in the run, so the program cannot know whether they need its secrets.',
    example: {
      run: '--registry r.internal --pull-secret key --exclude quay.io/acme/side',
      input:
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: builder\n  containers:\n    - name: a\n      image: nginx:1.25\n    - name: b\n      image: quay.io/acme/side:1\n',
    },
    remedy:
      'Run the command of the message. If the account lists secrets, add them with `--pull-secret`, or add the ServiceAccount to the run. If it lists none, accept the problem.',
  },
  IMAGE_CONFIG_IGNORED: {
    meaning:
      'A key of the ImageConfig of cass-operator is in a place where the operator does not read it, and it affects images or pull secrets.',
    example: {
      story:
        'An ImageConfig with `imageRegistry` below `images`: cass-operator reads it at the top level only.',
    },
    remedy: 'Write it as the message says. Tell the maintainers of the chart.',
  },
  IMAGE_CONFIG_BROKEN: {
    meaning: 'The ImageConfig of cass-operator is not YAML, so the operator cannot start with it.',
    example: { story: 'The chart k8ssandra 1.5.2 with `imagePullSecrets` set for cass-operator.' },
    remedy: 'Remove that value of the chart and use `--pull-secret`.',
  },
  IMAGE_CONFIG_UNCERTAIN: {
    meaning:
      'There are several ImageConfigs in the namespace of an operator, and they differ. Up to 1.26, cass-operator reads the one that is mounted into its pod; later operators take the first by name that has the label `k8ssandra.io/config: image`. Neither tells which one it is, so the program goes by the first. All of them are relocated.',
    example: {
      run: '--registry r.internal --operator cass-operator=1.22.0',
      input:
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\ndata:\n  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    images:\n      system-logger: k8ssandra/system-logger:v1.22.0\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: two\ndata:\n  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    images:\n      system-logger: k8ssandra/system-logger:v1.22.4\n---\napiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata:\n  name: dc1\nspec:\n  serverType: cassandra\n  serverVersion: 4.0.3\n',
    },
    remedy:
      'Relocate each environment separately, together with its operator, or remove the ImageConfig that is not read.',
  },
  TARGET_READ_AS_HUB: {
    meaning:
      'The first part of a target has neither a dot nor a port, so container runtimes pull from Docker Hub.',
    example: { run: '--registry mirror/k8ssandra', input: pod('nginx') },
    remedy: 'Write the host with its domain or port. If you mean Docker Hub, write `docker.io/` in front.',
  },
  ACCOUNT_MASKED: {
    meaning:
      'The pods have their own list of pull secrets, so Kubernetes ignores those of their service account. In the cluster, the account has a secret that the list lacks.',
    example: { story: '`preflight --pull-secret regkey` when the account `default` has another secret.' },
    remedy: 'If an image needs the secrets of the account, add them with `--pull-secret`.',
  },
  COPY_UNCHECKED: {
    meaning:
      'The program that copies reports success, but the registry does not let us check: that program has credentials that we do not have. The image counts as copied.',
    example: { story: '`copy` with a login that only `skopeo` knows.' },
    remedy: 'Log in with `docker login` too, and run `preflight`.',
  },
  CLUSTER_UNKNOWN: {
    meaning:
      'The program could not check something in the cluster: there is no kubeconfig, the cluster does not answer, or you may not read it. The program does not report it as missing.',
    example: { story: '`preflight --context prod` with an account that may not read secrets.' },
    remedy: 'Use an account that may read it, or accept the problem: `--accept CLUSTER_UNKNOWN`.',
  },
  LOCK_STALE: {
    meaning:
      'The lock has an image that nothing in the run pulls, or another digest than the manifests (the manifests win). `preflight --lock FILE` also reports an image that is pulled by its tag only, if somebody pushed the tag again and it has another digest now.',
    example: { story: 'A chart that no longer pulls an image of its last release.' },
    remedy:
      'Lock again: `k8ssandra-relocate images --lock FILE`, with the same flags and manifests. If somebody pushed a tag again, restore the locked image with `copy --lock FILE`.',
  },
}
