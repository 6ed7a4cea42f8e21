import type { Chapter } from './page.ts'
import { pod } from './sample.ts'

export const noteChapter: Chapter<'note'> = {
  IMAGE_CONFIG_HARMLESS: {
    meaning:
      'A key of the ImageConfig of cass-operator is in a place where the operator does not read it. The key does not affect images or pull secrets, so the relocation is complete.',
    example: {
      run: '--registry r.internal',
      input:
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\n  labels:\n    helm.sh/chart: cass-operator-0.35.4\ndata:\n  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    images:\n      system-logger: k8ssandra/system-logger:v1.10.1\n      imagePullPolicy: IfNotPresent\n',
    },
    remedy: 'Nothing to do. Tell the maintainers of the chart.',
  },
  HELM_LINES: {
    meaning:
      'Helm 4.2 prints `Pulled:` and `Digest:` on standard output when it renders a chart from an OCI registry. These lines are not a manifest; their reference is the chart.',
    example: {
      run: '--registry r.internal',
      input: `Pulled: registry-1.docker.io/charts/web:1.0.0\nDigest: sha256:${'0'.repeat(64)}\n---\n${pod('nginx')}`,
    },
    remedy:
      'Nothing to do for the relocation. But kubectl refuses these lines: remove them, or fetch the chart first with `helm pull`.',
  },
  LINK_NOT_FOLLOWED: {
    meaning:
      'A directory or a pattern has a link to another directory. Such links can lead in circles or out of the tree, so the program does not follow them.',
    example: { story: 'A directory of manifests with a link `base` to `../base`.' },
    remedy: 'If its manifests belong to the run, name the target of the link too.',
  },
  FILE_DETACHED: {
    meaning:
      'The program replaces a file as a whole, so that nobody reads half of it. If a file has several names (hard links), only the name that was read gets the new file; the others keep the old one.',
    example: { story: 'Two names of one manifest, of which only one is in the directory that is relocated.' },
    remedy: 'Link the other names again, with `ln -f`.',
  },
  SECRET_BESIDE_ACCOUNT: {
    meaning:
      'Kubernetes uses the pull secrets of a service account only for pods without a list of their own. These pods have a list now. All their images come from the target registry, so they no longer need the secrets of the account.',
    example: {
      run: '--registry r.internal --pull-secret key',
      input:
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: builder\n  containers:\n    - name: a\n      image: nginx:1.25\n',
    },
    remedy: 'Nothing to do, unless something adds containers to the pods later.',
  },
  EXPORT_LIMITED: {
    meaning:
      'The output of `export` has every rule, but does less than the program: a policy sees one pod at a time and cannot refuse two images with one target.',
    example: { run: 'export --to admission-policy --registry r.internal', input: '' },
    remedy: 'Read what is missing, and use the program for it: it runs before anything reaches the cluster.',
  },
  TAG_MOVED: {
    meaning:
      'The manifests name an image by tag and digest, and at the registry the tag has another digest or does not exist. Container runtimes pull by the digest, so the cluster runs what the manifests say.',
    example: { story: '`preflight` after the tag was pushed again.' },
    remedy: 'Nothing to do, unless the tag should not move.',
  },
  LOCK_INEXPRESSIBLE: {
    meaning:
      'The lock has the image, but its field takes no digest, so the image keeps its tag. The message says why. An image object of `k8ssandra-operator` has no digest. `cass-operator` reads digests in the ImageConfig from 1.28.0 on, and makes the tag of a server from its version. And a digest in the ImageConfig would also apply to a resource with another tag.',
    example: { story: 'A `K8ssandraCluster` with `containerImage: {repository, name, tag}` and `--lock`.' },
    remedy: 'Make the tag immutable at the registry, so that nobody can push it again.',
  },
}
