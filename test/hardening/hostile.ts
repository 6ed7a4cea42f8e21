/** A stream made to hurt: its name, and its pieces, so that nobody has to hold 50 MB more than once. */
export type Hostile = { readonly name: string; readonly pieces: () => Iterable<string> }

const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n'
const container = '  - name: web\n    image: nginx:1.27\n'
const megabyte = 1_000_000

function repeated(text: string, count: number): string {
  return text.repeat(Math.floor(count))
}

/** Each level names the one before ten times: a reader that expands aliases needs ten times more for each. */
function aliasBomb(levels: number): string {
  const rows = Array.from({ length: levels }, (_, level) => {
    const aliases = Array.from({ length: 10 }, () => `*a${level}`).join(', ')
    return `a${level + 1}: &a${level + 1} [${aliases}]\n`
  })
  return `${head}a0: &a0 {image: nginx}\n${rows.join('')}spec: {containers: *a${levels}}\n`
}

/** The same through merges, which a reader has to follow to know any key. */
function mergeBomb(levels: number): string {
  const rows = Array.from({ length: levels }, (_, level) => {
    const aliases = Array.from({ length: 10 }, () => `*a${level}`).join(', ')
    return `a${level + 1}: &a${level + 1} {<<: [${aliases}]}\n`
  })
  return `${head}a0: &a0 {containers: [{image: nginx}]}\n${rows.join('')}spec: *a${levels}\n`
}

function jsonPods(count: number): string {
  const pod = (index: number) =>
    `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-${index}"},"spec":{"containers":[{"image":"nginx:${index}"}]}}`
  return `{"apiVersion":"v1","kind":"List","items":[${Array.from({ length: count }, (_, index) => pod(index)).join(',')}]}`
}

function* documents(count: number, text: (index: number) => string): Iterable<string> {
  for (let index = 0; index < count; index++) yield `---\n${text(index)}`
}

function accountOf(secrets: number): string {
  const names = Array.from({ length: secrets }, (_, index) => `- name: s${index}\n`)
  return `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\nimagePullSecrets:\n${names.join('')}`
}

function podUnderAccount(index: number): string {
  return `${head}spec:\n  serviceAccountName: web\n  containers:\n  - name: web\n    image: nginx:${index}\n`
}

function* lines(count: number, text: (index: number) => string): Iterable<string> {
  for (let index = 0; index < count; index++) yield text(index)
}

function operator(index: number): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: operator-${index}, namespace: n}\nspec: {template: {spec: {containers: [{name: a, image: "k8ssandra/cass-operator:v1.${index % 20}.0"}]}}}\n`
}

function datacenter(index: number): string {
  return `apiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata: {name: d${index}, namespace: n}\nspec: {serverType: cassandra, serverVersion: "4.0.1", clusterName: c}\n`
}

function cluster(count: number, item: (index: number) => string): string {
  const items = [...lines(count, index => `    - ${item(index)}\n`)]
  return `apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: c, namespace: n}\nspec:\n  cassandra:\n    serverVersion: 4.0.1\n    datacenters:\n${items.join('')}`
}

/** Pods that share the list of the first: as many as Kubernetes reads in one document. */
export function podsWithOneList(names: number, pods: number): string {
  const items = Array.from({ length: names }, (_, index) => `    - name: s${index}\n`)
  const others = Array.from(
    { length: pods },
    (_, index) =>
      `- {apiVersion: v1, kind: Pod, metadata: {name: p${index}}, spec: {imagePullSecrets: *names , containers: [{image: nginx}]}}\n`,
  )
  const first =
    'apiVersion: v1\n  kind: Pod\n  metadata: {name: first}\n  spec:\n    containers: [{image: nginx}]\n    imagePullSecrets: &names\n'
  return `apiVersion: v1\nkind: List\nitems:\n- ${first}${items.join('')}${others.join('')}`
}

/** The inputs named in the promise (5 seconds, 600 MB each), and what follows from the same ideas. */
export const hostiles: readonly Hostile[] = [
  { name: 'an alias bomb', pieces: () => [aliasBomb(200)] },
  { name: 'a merge bomb', pieces: () => [mergeBomb(200)] },
  {
    name: '10 MB of plain YAML on one line',
    pieces: () => [
      `${head}spec:\n  containers:\n${container}    command: ${repeated('word ', 2 * megabyte)}\n`,
    ],
  },
  {
    name: '10 MB in one image',
    pieces: () => [`${head}spec:\n  containers:\n  - image: ${repeated('abcdefghi/', megabyte)}\n`],
  },
  { name: '10 000 pods in one line of JSON', pieces: () => [jsonPods(10_000)] },
  { name: '80 000 pods in one line of JSON', pieces: () => [jsonPods(80_000)] },
  {
    name: '10 MB in one quoted scalar',
    pieces: () => [
      `${head}spec:\n  containers:\n${container}    args: ["${repeated('\\" ', 3.3 * megabyte)}"]\n`,
    ],
  },
  {
    name: '10 MB in one block scalar',
    pieces: () => [`kind: ConfigMap\ndata:\n  a.yaml: |\n${repeated('    image: nginx\n', megabyte / 1.7)}`],
  },
  {
    name: '100 000 documents',
    pieces: () => documents(100_000, () => `${head}spec:\n  containers:\n${container}`),
  },
  {
    name: '100 000 documents of a kind nobody knows',
    pieces: () => documents(100_000, index => `kind: Other${index}\nspec: {image: nginx}\n`),
  },
  { name: '1 000 000 empty documents', pieces: () => documents(1_000_000, () => '') },
  { name: '1 000 000 flow collections in one another', pieces: () => [head, repeated('[', megabyte)] },
  { name: '100 000 mappings in one another', pieces: () => [`${head}spec: `, repeated('{a: ', 100_000)] },
  {
    name: '5 000 mappings in one another, by indentation',
    pieces: () =>
      Array.from(
        { length: 5_000 },
        (_, level) => `${' '.repeat(level)}${level === 0 ? head + 'spec' : 'a'}:\n`,
      ),
  },
  { name: '1 000 000 sequences on one line', pieces: () => [`${head}spec: \n`, repeated('- ', megabyte)] },
  {
    name: '50 MB in one document',
    pieces: () => [
      `${head}spec:\n  containers:\n`,
      ...Array.from({ length: 50 }, () => repeated(container, (1.05 * megabyte) / container.length)),
    ],
  },
  {
    name: '50 MB of text in one document',
    pieces: () => [
      `${head}spec:\n  containers:\n${container}    command:\n    - |\n`,
      ...Array.from({ length: 50 }, () => repeated('      echo "a line of a script"\n', megabyte / 31)),
    ],
  },
  {
    name: '300 000 anchors, each with an alias',
    pieces: () => [
      head,
      ...Array.from(
        { length: 300_000 },
        (_, index) => `a${index}: &a${index} nginx\nb${index}: *a${index}\n`,
      ),
    ],
  },
  {
    name: '300 000 keys in one mapping, half of them merged',
    pieces: () => [
      `${head}base: &base\n`,
      ...Array.from({ length: 150_000 }, (_, index) => `  a${index}: nginx\n`),
      'spec:\n  <<: *base\n',
      ...Array.from({ length: 150_000 }, (_, index) => `  a${index}: nginx\n`),
    ],
  },
  {
    name: '100 000 problems',
    pieces: () => [
      `${head}spec:\n  containers:\n`,
      ...Array.from({ length: 100_000 }, (_, index) => `  - image: BAD/${index}\n`),
    ],
  },
  {
    name: '100 000 images that share an alias',
    pieces: () => [`${head}spec:\n  containers:\n  - &web {image: nginx}\n`, repeated('  - *web\n', 100_000)],
  },
  {
    name: '20 000 images in parts in one object',
    pieces: () => [
      'apiVersion: example.com/v1\nkind: Stack\nspec:\n',
      ...Array.from(
        { length: 20_000 },
        (_, index) => `  c${index}: {image: {registry: quay.io, repository: own/tool${index}, tag: "1"}}\n`,
      ),
    ],
  },
  {
    name: '100 000 defaults in one definition',
    pieces: () => [
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a.b}\nspec:\n',
      ...Array.from({ length: 100_000 }, (_, index) => `    default: quay.io/own/tool:${index}\n`),
    ],
  },
  {
    name: '10 000 kinds and a definition of 4 MB',
    pieces: () => [
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a.example.com}\n',
      `spec: {group: example.com, names: {kind: Kind}}\nx: |\n${repeated('  y\n', megabyte)}`,
      ...documents(
        10_000,
        index => `apiVersion: example.com/v1\nkind: Kind${index}\nspec: {image: "own/tool:1"}\n`,
      ),
    ],
  },
  {
    name: '200 MB without a separator',
    pieces: () => Array.from({ length: 200 }, () => repeated('a: b\n', megabyte / 5)),
  },
  {
    name: 'a manifest in a manifest in a manifest',
    pieces: () => [
      Array.from({ length: 20 }, (_, level) => level).reduce(
        text => `kind: ConfigMap\napiVersion: v1\ndata:\n  a.yaml: ${JSON.stringify(text)}\n`,
        `${head}spec:\n  containers:\n${container}`,
      ),
    ],
  },
  {
    name: '12 000 accounts and pods that name them',
    pieces: () =>
      documents(
        12_000,
        index =>
          `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a${index}}\nimagePullSecrets: [{name: b${index}}]\n---\n${head}spec:\n  serviceAccountName: a${index}\n  containers:\n${container}`,
      ),
  },
  {
    name: '5 000 namespaces with an account of one name, and a pod in each',
    pieces: () =>
      documents(
        5_000,
        index =>
          `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: n${index}}\nimagePullSecrets: [{name: b}]\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: n${index}}\nspec:\n  containers:\n${container}`,
      ),
  },
  {
    name: '2 000 pods under an account of 5 000 pull secrets',
    pieces: () => [accountOf(5_000), ...documents(2_000, podUnderAccount)],
  },
  {
    name: '2 000 pods in front of their account of 5 000 pull secrets',
    pieces: () => [...documents(2_000, podUnderAccount), '---\n', accountOf(5_000)],
  },
  {
    name: '2 000 pods in one list under an account of 5 000 pull secrets',
    pieces: () => [
      `${accountOf(5_000)}---\napiVersion: v1\nkind: List\nitems:\n`,
      repeated(
        '- {apiVersion: v1, kind: Pod, spec: {serviceAccountName: web, containers: [{image: nginx}]}}\n',
        2_000,
      ),
    ],
  },
  {
    name: '40 lists of 320 pull secrets, each shared by 300 pods',
    pieces: () => documents(40, () => podsWithOneList(320, 300)),
  },
  {
    name: 'an object with a name of 1 MB and 20 000 images',
    pieces: () => [
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${repeated('a', megabyte)}\nspec:\n  containers:\n`,
      ...Array.from({ length: 20_000 }, (_, index) => `  - name: c${index}\n    image: own/tool:${index}\n`),
    ],
  },
  {
    name: 'a key of 1 MB and 20 000 images below it',
    pieces: () => [
      `apiVersion: example.com/v1\nkind: Stack\nspec:\n  ? ${repeated('k', megabyte)}\n  :\n    list:\n`,
      ...Array.from({ length: 20_000 }, (_, index) => `    - image: own/tool:${index}\n`),
    ],
  },
  {
    name: '20 000 images in parts in one list',
    pieces: () => [
      'apiVersion: example.com/v1\nkind: Stack\nspec:\n  parts:\n',
      ...Array.from(
        { length: 20_000 },
        (_, index) => `  - image: {registry: quay.io, repository: own/tool${index}, tag: "1"}\n`,
      ),
    ],
  },
  {
    name: '10 000 registries, each next to an image of its own',
    pieces: () => [
      'apiVersion: example.com/v1\nkind: Stack\nspec:\n',
      ...Array.from(
        { length: 10_000 },
        (_, index) => `  c${index}Registry: quay.io\n  c${index}Image: own/tool${index}\n`,
      ),
    ],
  },
  {
    name: '15 000 images with one target',
    pieces: () =>
      documents(
        15_000,
        index => `${head}spec: {containers: [{name: a, image: "r${index}.example/own/tool:1"}]}\n`,
      ),
  },
  {
    name: '4 000 namespaces, each with an ImageConfig and a datacenter',
    pieces: () =>
      documents(
        4_000,
        index =>
          `kind: ConfigMap\napiVersion: v1\nmetadata: {name: c, namespace: n${index}}\ndata:\n  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    images:\n      system-logger: k8ssandra/system-logger:v${index}\n---\napiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata: {name: d, namespace: n${index}}\nspec: {serverType: cassandra, serverVersion: "4.0.1", clusterName: c}\n`,
      ),
  },
  {
    name: '5 000 namespaces, each with an operator and a datacenter',
    pieces: () =>
      documents(
        5_000,
        index =>
          `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cass-operator, namespace: n${index}}\nspec:\n  template:\n    spec:\n      containers:\n      - {name: manager, image: "k8ssandra/cass-operator:v1.10.0"}\n---\napiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata: {name: d, namespace: n${index}}\nspec: {serverType: cassandra, serverVersion: "4.0.1", clusterName: c}\n`,
      ),
  },
  {
    name: '5 000 operators and 5 000 datacenters in one namespace',
    pieces: () => [...documents(5_000, operator), ...documents(5_000, datacenter)],
  },
  {
    name: 'a cluster of 8 000 datacenters, each in its own namespace',
    pieces: () => [cluster(8_000, index => `metadata: {name: d${index}, namespace: n${index}}`)],
  },
  {
    name: 'a cluster of 3 000 datacenters, each with images and lists of its own',
    pieces: () => [
      cluster(
        3_000,
        index =>
          `{metadata: {name: d${index}}, serverImage: "own/a${index}:4.0.1", stargate: {containerImage: {registry: quay.io, repository: own, name: b${index}}}}`,
      ),
    ],
  },
  {
    name: '10 000 templates of pods in one object',
    pieces: () => [
      'apiVersion: example.com/v1\nkind: Stack\nspec:\n',
      ...lines(
        10_000,
        index =>
          `  t${index}: {template: {spec: {containers: [{image: "own/tool:${index}"}], imagePullSecrets: []}}}\n`,
      ),
    ],
  },
  {
    name: '10 000 deployments in a ClusterServiceVersion',
    pieces: () => [
      'apiVersion: operators.coreos.com/v1alpha1\nkind: ClusterServiceVersion\nmetadata: {name: a}\n',
      'spec:\n  install:\n    spec:\n      deployments:\n',
      ...lines(
        10_000,
        index => `      - spec: {template: {spec: {containers: [{name: a, image: "own/tool:${index}"}]}}}\n`,
      ),
    ],
  },
  {
    name: '10 000 disks of a machine',
    pieces: () => [
      'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      volumes:\n',
      ...lines(10_000, index => `      - {name: a${index}, containerDisk: {image: "own/disk:${index}"}}\n`),
    ],
  },
  {
    name: '5 000 possible images in one text',
    pieces: () => [
      'kind: ConfigMap\napiVersion: v1\ndata:\n  a: |\n',
      ...lines(5_000, index => `    # run quay.io/own/tool:${index}\n`),
    ],
  },
  {
    name: '3 000 images in parts in one text',
    pieces: () => [
      'kind: ConfigMap\napiVersion: v1\ndata:\n  a: |\n',
      ...lines(
        3_000,
        index =>
          `    A${index}_IMAGE=own/a${index}\n    A${index}_VERSION=1\n    A${index}_REGISTRY=quay.io\n`,
      ),
    ],
  },
  ...['\t', ' ', '\r'].map(blank => ({
    name: `2 MB of ${JSON.stringify(blank)} behind every word that says image`,
    pieces: () => [
      `${head}spec:\n  containers:\n${container}    args: ["--image=`,
      repeated(blank, megabyte / 2),
      'nginx:1"]\n    env: [{name: A_IMAGE, value: "x/image',
      repeated(blank, megabyte / 2),
      '"}]\n---\nkind: ConfigMap\napiVersion: v1\ndata:\n  x.yaml: |\n    kind:',
      repeated(blank, megabyte / 2),
      'Pod\n  image_config.yaml: |\n    kind: ImageConfig\n    images:\n      system-logger:',
      repeated(blank, megabyte / 2),
      'own/tool:1\n',
    ],
  })),
  {
    name: '400 kB of images in one list with commas',
    pieces: () => [
      `${head}spec:\n  containers:\n${container}    args: ["--images=${repeated('nginx:1,', 50_000)}"]\n`,
    ],
  },
  { name: '10 MB of separators that are none', pieces: () => [head, repeated('---a\n', 2 * megabyte)] },
  { name: '10 MB of carriage returns', pieces: () => [head, repeated('\r', 10 * megabyte)] },
  { name: '10 MB of comments', pieces: () => [head, repeated('# image: nginx\n', megabyte / 1.5)] },
  {
    name: '10 MB of base64',
    pieces: () => [`kind: Secret\napiVersion: v1\ndata:\n  a: ${repeated('a2luZDog', 1.25 * megabyte)}\n`],
  },
  {
    name: '10 MB of look-alikes in one argument',
    pieces: () => [
      `${head}spec:\n  containers:\n${container}    args: ["${repeated('--image=quay.io/a/b:1 ', megabyte / 2.2)}"]\n`,
    ],
  },
  {
    name: '1 MB of JSON in a variable',
    pieces: () => [
      `${head}spec:\n  containers:\n${container}    env:\n    - {name: A_IMAGE, value: '${repeated('{"a":', megabyte / 5)}'}\n`,
    ],
  },
]
