import type { Chapter } from './page.ts'
import { pod } from './sample.ts'

export const noteChapter: Chapter<'note'> = {
  IMAGE_CONFIG_HARMLESS: {
    meaning:
      'A key of the ImageConfig of cass-operator is where the operator does not read it. The key says nothing about images or pull secrets, so the relocation is complete.',
    example: {
      run: '--registry r.internal',
      config: '',
      input:
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\n  labels:\n    helm.sh/chart: cass-operator-0.35.4\ndata:\n  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    images:\n      system-logger: k8ssandra/system-logger:v1.10.1\n      imagePullPolicy: IfNotPresent\n',
    },
    remedy: 'None is needed. Tell the maintainers of the chart.',
  },
  HELM_LINES: {
    meaning:
      'Helm 4.2 prints `Pulled:` and `Digest:` on standard output when it renders a chart from an OCI registry. They are no manifest, and the reference in them is that of the chart.',
    example: {
      run: '--registry r.internal',
      input: `Pulled: registry-1.docker.io/charts/web:1.0.0\nDigest: sha256:${'0'.repeat(64)}\n---\n${pod('nginx')}`,
    },
    remedy:
      'Nothing is needed for the relocation. kubectl refuses these lines: remove them, or fetch the chart first with `helm pull`.',
  },
  LINK_NOT_FOLLOWED: {
    meaning:
      'A directory or a pattern holds a link to a directory. Links to directories may lead in circles or out of the tree, so what is in it is not read.',
    example: { story: 'A directory of manifests with a link `base` to `../base`.' },
    remedy: 'Name the directory it leads to as well, if its manifests belong to the run.',
  },
  FILE_DETACHED: {
    meaning:
      'A file is replaced as a whole, so that nobody sees half of it. A file with several names (hard links) is replaced under the one that was read; the others keep what it was.',
    example: { story: 'Two names of one manifest, of which only one is in the directory that is relocated.' },
    remedy: 'Link the other names again, with `ln -f`.',
  },
  SECRET_BESIDE_ACCOUNT: {
    meaning:
      'Kubernetes takes the pull secrets of a service account only for pods that list none themselves. These pods have a list now. All their images come from the target, so the secrets of the account are no longer needed for them.',
    example: {
      run: '--registry r.internal --pull-secret key',
      input:
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: builder\n  containers:\n    - name: a\n      image: nginx:1.25\n',
    },
    remedy: 'None is needed, unless something adds containers to the pods later.',
  },
  EXPORT_LIMITED: {
    meaning:
      'What `export` wrote holds every rule, but does less than the program does with them: a policy sees one pod at a time and cannot refuse two images that get one target.',
    example: { run: 'export --to admission-policy --registry r.internal', input: '' },
    remedy:
      'Read what is missing, and leave that to the program: it runs before anything reaches the cluster.',
  },
  TAG_MOVED: {
    meaning:
      'The manifests name an image by tag and digest, and the registry has another digest under that tag, or none. Container runtimes pull by the digest, so what runs is what the manifests say.',
    example: { story: '`preflight` after the tag was pushed again.' },
    remedy: 'Nothing, unless the tag was not meant to move.',
  },
  LOCK_INEXPRESSIBLE: {
    meaning:
      'The image is in the lock, and what pulls it takes no digest there, so it keeps its tag. The message says why: an image object of `k8ssandra-operator` has no digest, `cass-operator` reads one in the ImageConfig from 1.28.0 on and makes the tag of a server from its version, and a digest in the ImageConfig would count for a resource with another tag too.',
    example: { story: 'A `K8ssandraCluster` with `containerImage: {repository, name, tag}` and `--lock`.' },
    remedy: 'See that nobody pushes the tag again: make it immutable at the registry.',
  },
}
