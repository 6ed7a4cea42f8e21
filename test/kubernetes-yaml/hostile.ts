/** A stream, and what Kubernetes has to read in it when its images have moved and its pods have the secret `key`. */
export type Hostile = {
  readonly text: string
  /** Values by document and path, in the layout `preserve`. */
  readonly at?: { readonly [path: string]: unknown }
  /** Whether the run has to be refused. */
  readonly isRefused?: boolean
}

const target = 'reg.example:5000/m'
const moved = `${target}/own/tool:1`
const key = [{ name: 'key' }]
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n'
const image = 'quay.io/own/tool:1'
const container = `{name: c, image: ${image}}`
const cluster = 'apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: a}\n'
const operator =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: k8ssandra-operator}\nspec:\n  template:\n    spec:\n      containers:\n      - {name: k, image: k8ssandra/k8ssandra-operator:v1.5.2}\n---\n'
const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cass-operator-manager-config}\ndata:\n'

/**
 * Ways to write manifests that have misled readers and writers of YAML: each is read by Kubernetes, and each of its images
 * below `quay.io/own` moves.
 */
export const hostile: { readonly [name: string]: Hostile } = {
  // Merges
  'a merge with an explicit key': at(
    `x: &d {image: ${image}}\n${pod}spec:\n  containers:\n  - name: c\n    ? <<\n    : *d\n`,
    { '0/spec/containers/0/image': moved },
  ),
  'thirty merges in one mapping': at(
    `${many(30, n => `x${n}: &b${n} {k${n}: a}\n`)}y: &i {image: ${image}}\n${pod}spec:\n  containers:\n  - name: c\n${many(30, n => `    <<: *b${n}\n`)}    <<: *i\n`,
    { '0/spec/containers/0/image': moved },
  ),
  'a merge in a merge in a merge, thirty deep': at(
    `x0: &b0 {image: ${image}}\n${many(30, n => `x${n + 1}: &b${n + 1} {<<: *b${n}, k${n}: a}\n`)}${pod}spec:\n  containers:\n  - {name: c, <<: *b30}\n`,
    { '0/spec/containers/0/image': moved },
  ),
  'a merge that hides the list of pull secrets with nothing': at(
    `x: &b {imagePullSecrets: }\n${pod}spec:\n  imagePullSecrets: [{name: own}]\n  <<: *b\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key, '0/spec/containers/0/image': moved },
  ),
  'a merge that hides the list of pull secrets with an empty one': at(
    `x: &b {imagePullSecrets: []}\n${pod}spec:\n  imagePullSecrets: [{name: own}]\n  <<: *b\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  'a merge in flow behind the containers': at(
    `x: &b {restartPolicy: Never, imagePullSecrets: [{name: b}]}\n${pod}spec: {containers: [${container}], <<: *b}\n`,
    { '0/spec/imagePullSecrets': [{ name: 'b' }, ...key], '0/spec/restartPolicy': 'Never' },
  ),
  'a merge as the only key of a specification': at(
    `x: &b\n  containers: [${container}]\n${pod}spec:\n  <<: *b\n`,
    { '0/spec/imagePullSecrets': key, '0/spec/containers/0/image': moved, '0/x/imagePullSecrets': undefined },
  ),
  'a merge as the only key of a specification in flow': at(
    `x: &b {containers: [${container}]}\n${pod}spec: {<<: *b}\n`,
    { '0/spec/imagePullSecrets': key, '0/spec/containers/0/image': moved },
  ),
  'a merge of two specifications with lists of their own': at(
    `x: &b {imagePullSecrets: [{name: b}]}\ny: &c {imagePullSecrets: [{name: c}]}\n${pod}spec:\n  <<: [*b, *c]\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': [{ name: 'b' }, ...key] },
  ),
  'a merge with a comment and a blank line behind': at(
    `${cluster}x: &d {registry: quay.io, repository: own}\nspec:\n  reaper:\n    containerImage:\n      name: tool\n      tag: "1"\n      <<: *d # the defaults\n\n      # nothing else\n  other: {}\n`,
    {
      '0/spec/reaper/containerImage/registry': target,
      '0/spec/reaper/containerImage/pullSecretRef/name': 'key',
    },
  ),
  'a merge in front of and behind parts': at(
    `${cluster}x: &d {registry: quay.io}\ny: &e {repository: own, tag: "1"}\nspec:\n  reaper:\n    containerImage: {<<: *d, name: tool, <<: *e}\n`,
    { '0/spec/reaper/containerImage/registry': target, '0/spec/reaper/containerImage/repository': 'own' },
  ),
  'a merge into an object that gets an image': at(
    `${operator}apiVersion: reaper.k8ssandra.io/v1alpha1\nkind: Reaper\nmetadata: {name: a}\nx: &d {datacenterRef: {name: dc1}}\nspec:\n  <<: *d\n`,
    { '1/spec/containerImage/registry': target },
  ),
  'a merge into an object that gets an image, in flow': at(
    `${operator}apiVersion: reaper.k8ssandra.io/v1alpha1\nkind: Reaper\nmetadata: {name: a}\nx: &d {datacenterRef: {name: dc1}, containerImage: {tag: 3.2.1}}\nspec: {keyspace: a, <<: *d}\n`,
    { '1/spec/containerImage/registry': target },
  ),
  'a merge in an ImageConfig, behind what is added': at(
    `${head}  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    x: &d {imageRegistry: quay.io}\n    images:\n      system-logger: k8ssandra/logger:1\n    <<: *d\n`,
    {},
  ),
  'a merge that is no merge': at(
    `${pod}spec:\n  containers:\n  - {name: c, image: ${image}, !!str <<: a}\n`,
    { '0/spec/containers/0/image': moved, '0/spec/containers/0/<<': 'a' },
  ),
  'a merge that an escape hides': at(
    `${pod}spec:\n  containers:\n  - {name: c, image: ${image}, "\\x3c<": a}\n`,
    { '0/spec/containers/0/image': moved, '0/spec/containers/0/<<': 'a' },
  ),
  // Documents
  'comments glued to every separator': at(
    `---#a\n${pod}spec: {containers: [${container}]}\n---#b\n# c\n---\t#d\n${pod}spec: {containers: [${container}]}\n---#`,
    { '0/spec/containers/0/image': moved, '1/spec/containers/0/image': moved },
    true,
  ),
  'a byte order mark, a comment and a separator': at(
    `\ufeff# a\n---\n\ufeff${pod}spec: {containers: [${container}]}\n`,
    { '0/spec/containers/0/image': moved, '0/spec/imagePullSecrets': key },
  ),
  'a byte order mark in front of an indented document': at(
    `x: y\n---\n\ufeff  apiVersion: v1\n  kind: Pod\n  spec:\n    containers: [${container}]\n`,
    { '1/spec/containers/0/image': moved, '1/spec/imagePullSecrets': key },
  ),
  'a byte order mark in front of flow': at(
    `x: y\n---\n\ufeff{apiVersion: v1, kind: Pod, spec: {containers: [${container}]}}\n`,
    { '1/spec/containers/0/image': moved, '1/spec/imagePullSecrets': key },
  ),
  'directives with comments': at(
    `# a\n%YAML 1.1 # b\n%TAG !t! tag:example.com,2000: # c\n--- # d\n${pod}spec: {containers: [{name: c, image: !t!x ${image}}]}\n`,
    {},
    true,
  ),
  'a separator and its document on one line': at(
    `x: y\n---\n--- {apiVersion: v1, kind: Pod, spec: {containers: [${container}]}}\n`,
    {},
    true,
  ),
  'three dots between documents': at(
    `${pod}spec: {containers: [${container}]}\n...\n---\n${pod}spec: {containers: [${container}]}\n...\n`,
    { '0/spec/containers/0/image': moved, '1/spec/containers/0/image': moved },
  ),
  'white space only between separators': at(
    `---\n\n---\n\n# a\n---\n${pod}spec: {containers: [${container}]}\n---\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  'carriage returns at separators': at(
    `${pod}spec: {containers: [${container}]}\r\n---\r\n${pod}spec: {containers: [${container}]}\r\n---\r\r\n`,
    { '1/spec/containers/0/image': moved },
  ),
  'dashes in texts': at(
    `${pod}data: |\n  ---\n   ---\nmore: "a\n ---\n b"\nspec: {containers: [${container}]}\n`,
    { '0/spec/containers/0/image': moved, '0/data': '---\n ---\n' },
  ),
  // Where the kind is
  'a kind that only an escape tells': at(
    `"\\u006bind": Pod\napiVersion: v1\nspec:\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  'three kinds, the last in a merge': at(
    `kind: CustomResourceDefinition\nkind: Service\napiVersion: v1\n<<: {kind: Pod}\nspec:\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key, '0/kind': 'Pod' },
  ),
  'a kind in a text at the margin': at(
    `apiVersion: v1\nmetadata:\n  annotations:\n    a: "\nkind: CustomResourceDefinition\n\nkind: Service"\nkind: Pod\nspec:\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  'a kind in flow text at the margin': at(
    `apiVersion: v1\nmetadata: {annotations: {a: 'x\nkind: CustomResourceDefinition'}}\n'kind': 'Pod'\nspec:\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  'a kind in a comment at the margin': at(
    `#kind: CustomResourceDefinition\n# kind: CustomResourceDefinition\napiVersion: v1\nkind:\n\n  # Service\n  Pod # Secret\nspec:\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  'a kind behind tabs': at(`apiVersion: v1\nkind:\t\tPod\t# a\nspec:\n  containers: [${container}]\n`, {
    '0/spec/imagePullSecrets': key,
  }),
  'a kind of a number of spaces': at(
    `apiVersion: v1\nkind   :   Pod\nspec:\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  'a kind that is an alias of a value below': at(
    `apiVersion: v1\nmetadata: {labels: {k: &k Pod}}\nkind: *k\nspec:\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  'keys that are all quoted, over lines': at(
    `'apiVersion': "v1"\n"kind":\n  'Pod'\n"spec":\n  "containers":\n  - "name": 'c'\n    'image':\n      "quay.io\\\n       /own/tool:1"\n`,
    { '0/spec/imagePullSecrets': key, '0/spec/containers/0/image': moved },
  ),
  'a definition whose last kind is another': at(
    `apiVersion: v1\nkind: CustomResourceDefinition\nmetadata: {name: a}\nspec:\n  containers:\n  - ${container}\n? "kind"\n: Pod\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  // Values in every style
  'a folded image with comments around': at(
    `${pod}spec:\n  containers:\n  - name: c\n    image: >- # folded\n\n      ${image}\n\n    # behind\n    args: []\n`,
    { '0/spec/containers/0/image': `\n${moved}` },
    true,
  ),
  'a literal image with more indentation than needed': at(
    `${pod}spec:\n  containers:\n  - name: c\n    image: |-\n            ${image}\n    args: []\n`,
    { '0/spec/containers/0/image': moved },
  ),
  'an image in quotes that go on at the margin': at(
    `${pod}spec:\n  containers:\n  - name: c\n    image: "quay.io/own\\\n/tool:1"\n    args: []\n`,
    { '0/spec/containers/0/image': moved },
  ),
  'an image with every character escaped': at(
    `${pod}spec:\n  containers:\n  - name: c\n    image: "${Array.from(image, character => `\\x${character.charCodeAt(0).toString(16)}`).join('')}"\n`,
    { '0/spec/containers/0/image': moved },
  ),
  'an image in base64 in quotes': at(
    `${pod}spec:\n  containers:\n  - name: c\n    image: !!binary "${btoa(image)}"\n`,
    { '0/spec/containers/0/image': moved },
  ),
  'an image in base64 in a folded block': at(
    `${pod}spec:\n  containers:\n  - name: c\n    image: !!binary >-\n      ${btoa(image)}\n`,
    { '0/spec/containers/0/image': moved },
  ),
  'an image with a tag and an anchor in either order': at(
    `${pod}spec:\n  containers:\n  - {name: c, image: !!str &i ${image}}\n  - {name: *i , image: &j !!str ${image}}\n`,
    {
      '0/spec/containers/0/image': moved,
      '0/spec/containers/1/image': moved,
    },
  ),
  'an image in front of a bracket on the next line': at(
    `${pod}spec: {containers: [{name: c, image: ${image}\n}\n]\n}\n`,
    { '0/spec/containers/0/image': moved },
  ),
  'an image glued to a comma': at(`${pod}spec: {containers: [{image: ${image},name: c,"command":["a"]}]}\n`, {
    '0/spec/containers/0/image': moved,
  }),
  'an image behind an empty key': at(`${pod}spec: {containers: [{"": a, image: ${image}}]}\n`, {
    '0/spec/containers/0/image': moved,
  }),
  'a key with a question mark glued to it, at the start of a mapping': at(
    `${pod}spec: {?containers : [{?image : ${image}, ?name : c}]}\n`,
    { '0/spec/containers/0/image': moved, '0/spec/imagePullSecrets': key },
  ),
  'a question mark with a comment behind it': at(
    `${pod}spec:\n  ? # a\n    containers\n  : # b\n    - ? image # c\n      : ${image}\n`,
    { '0/spec/containers/0/image': moved, '0/spec/imagePullSecrets': key },
  ),
  'a question mark and no value in front of the containers': at(
    `${pod}spec:\n  ? hostname\n  ? containers\n  : [${container}]\n`,
    { '0/spec/containers/0/image': moved, '0/spec/imagePullSecrets': key },
  ),
  'base64 keys all the way': at(
    `!!binary YXBpVmVyc2lvbg==: v1\n!!binary a2luZA==: Pod\n!!binary c3BlYw==:\n  !!binary Y29udGFpbmVycw==:\n  - !!binary aW1hZ2U=: ${image}\n`,
    { '0/spec/containers/0/image': moved, '0/spec/imagePullSecrets': key },
  ),
  'verbatim tags everywhere': at(
    `${pod}spec: !<tag:yaml.org,2002:map>\n  !<tag:yaml.org,2002:str> containers: !<tag:yaml.org,2002:seq>\n  - !<tag:yaml.org,2002:map> {!<tag:yaml.org,2002:str> image: !<tag:yaml.org,2002:str> ${image}}\n`,
    { '0/spec/containers/0/image': moved, '0/spec/imagePullSecrets': key },
  ),
  'a number with a tag of text among the parts': at(
    `${cluster}spec:\n  reaper:\n    containerImage: {registry: !!str quay.io, repository: ! own, name: tool, tag: !!str 1}\n`,
    { '0/spec/reaper/containerImage/registry': target, '0/spec/reaper/containerImage/tag': '1' },
  ),
  // What an alias shares
  'the registry of two parts, one of which stays': at(
    `${cluster}spec:\n  reaper:\n    containerImage: {registry: &r quay.io, repository: stays, name: tool, tag: "1"}\n  stargate:\n    containerImage: {registry: *r , repository: own, name: tool, tag: "1"}\n`,
    { '0/spec/reaper/containerImage/registry': 'quay.io', '0/spec/stargate/containerImage/registry': target },
  ),
  'a registry in a block that a label has too': at(
    `apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: a}\nspec:\n  reaper:\n    containerImage:\n      registry: &r |-\n        quay.io\n      repository: own\n      name: tool\n      tag: "1"\nx-label: {a: *r, *r : b}\n`,
    { '0/spec/reaper/containerImage/registry': target, '0/x-label': { a: 'quay.io', 'quay.io': 'b' } },
  ),
  'an image that is an annotation, a name and a key': at(
    `${pod}spec:\n  containers:\n  - image: &i ${image}\n    name: c\n    env: [{name: A, value: *i }]\n  nodeSelector: {*i : *i }\n`,
    { '0/spec/nodeSelector': { [image]: image } },
  ),
  'an anchor that is given to three values': at(
    `${pod}x: &i ${image}-keep\ny: *i\nspec:\n  containers:\n  - {name: c, image: &i ${image}}\n  - {name: d, image: *i }\nz: &i last\nw: *i\n`,
    { '0/spec/containers/1/image': moved, '0/w': 'last' },
  ),
  'a container that two pods share, one of which is a job': at(
    `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: {containers: &c [${container}]}\n- apiVersion: batch/v1\n  kind: Job\n  spec: {template: {spec: {containers: *c }}}\n`,
    {
      '0/items/1/spec/template/spec/imagePullSecrets': key,
      '0/items/1/spec/template/spec/containers/0/image': moved,
    },
  ),
  'a list of pull secrets that two pods share, one of which stays': at(
    `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: {imagePullSecrets: &s [{name: b}], containers: [${container}]}\n- apiVersion: v1\n  kind: Pod\n  spec: {imagePullSecrets: *s , containers: [{name: c, image: quay.io/stays/tool:1}]}\n`,
    {
      '0/items/0/spec/imagePullSecrets': [{ name: 'b' }, ...key],
      '0/items/1/spec/imagePullSecrets': [{ name: 'b' }],
    },
  ),
  'the secret of an ImageConfig that another text shares': at(
    `${head}  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    x: &s {name: own}\n    images:\n      system-logger: &l k8ssandra/logger:1\n    y: *l\n    imageRegistry: &r quay.io\n    z: [*r, *s]\n`,
    {},
  ),
  // Lists of pull secrets
  'a list of pull secrets with a comment in each gap': at(
    `${pod}spec:\n  imagePullSecrets: # a\n  # b\n  - # c\n    # d\n    name: x # e\n  # f\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': [{ name: 'x' }, ...key] },
  ),
  'a list of pull secrets in flow with explicit keys': at(
    `${pod}spec:\n  imagePullSecrets: [{? name : x}, ? name : y, {name}]\n  containers: [${container}]\n`,
    {},
  ),
  'a list of pull secrets that ends behind a comma and a comment': at(
    `${pod}spec:\n  imagePullSecrets: [{name: x}, # a\n  ]\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': [{ name: 'x' }, ...key] },
  ),
  'a list of pull secrets that ends behind a comment': at(
    `${pod}spec:\n  imagePullSecrets: [{name: x} # a\n  ]\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': [{ name: 'x' }, ...key] },
  ),
  'a list of pull secrets that ends with an empty pair': at(
    `${pod}spec:\n  imagePullSecrets: [{name: x}, name: ]\n  containers: [${container}]\n`,
    {},
  ),
  'a list of pull secrets whose last item is a block': at(
    `${pod}spec:\n  imagePullSecrets:\n  - name: >-\n      x\n\n\n  # a\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': [{ name: 'x' }, ...key] },
  ),
  'a list of pull secrets at the end without a line feed': at(
    `${pod}spec:\n  containers: [${container}]\n  imagePullSecrets:\n  - name: |-\n      x`,
    { '0/spec/imagePullSecrets': [{ name: 'x' }, ...key] },
  ),
  'a list of pull secrets of tagged texts': at(
    `${pod}spec:\n  imagePullSecrets: [!!str x, ! "y", &z z]\n  containers: [${container}]\nlast: [*z]\n`,
    { '0/last': ['z'] },
  ),
  'a list of pull secrets of anchored objects': at(
    `${pod}spec:\n  imagePullSecrets: [&x {name: x}, *x ]\n  containers: [${container}]\nlast: *x\n`,
    { '0/last': { name: 'x' } },
  ),
  'nothing behind an anchor and a tag where the list belongs': at(
    `${pod}spec:\n  imagePullSecrets: &n !!null # none\n  containers: [${container}]\nlast: *n\n`,
    { '0/spec/imagePullSecrets': key, '0/last': null },
  ),
  'a list of pull secrets twice, once in quotes': at(
    `${pod}spec:\n  imagePullSecrets: [{name: x}]\n  containers: [${container}]\n  "imagePullSecrets": [{name: z}]\n`,
    { '0/spec/imagePullSecrets': [{ name: 'z' }, ...key] },
  ),
  // ImageConfigs
  'an ImageConfig in a block with its indentation': at(
    `${head}  image_config.yaml: |4\n          apiVersion: config.k8ssandra.io/v1beta1\n          kind: ImageConfig\n          images:\n            system-logger: k8ssandra/logger:1\n          imageRegistry: >-\n            quay.io\n`,
    {},
  ),
  'an ImageConfig with tags and explicit keys': at(
    `${head}  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    ? images\n    : ? system-logger\n      : !!str k8ssandra/logger:1\n    "imageRegistry": !!binary cXVheS5pbw==\n`,
    {},
  ),
  'an ImageConfig in flow with a comment': at(
    `${head}  image_config.yaml: |\n    {apiVersion: config.k8ssandra.io/v1beta1, kind: ImageConfig, # a\n    images: {system-logger: k8ssandra/logger:1}, imageRegistry: quay.io\n    }\n`,
    {},
  ),
  'an ImageConfig in double quotes over lines': at(
    `${head}  image_config.yaml: "apiVersion: config.k8ssandra.io/v1beta1\\n\\\n    kind: ImageConfig\\n\\\n    images:\\n\\\n    \\  system-logger: k8ssandra/logger:1\\n\\\n    imageRegistry: |-\\n\\\n    \\  quay.io\\n"\n`,
    {},
  ),
  'an ImageConfig with carriage returns': at(
    `${head}  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    images:\n      system-logger: k8ssandra/logger:1\n    imageRegistry: |-\n      quay.io\n`.replaceAll(
      '\n',
      '\r\n',
    ),
    {},
  ),
  'an ImageConfig whose registry has an anchor and a tag': at(
    `${head}  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    images:\n      system-logger: k8ssandra/logger:1\n    imageRegistry: &r !!str |-\n      quay.io\n    x: *r\n`,
    {},
  ),
  'the defaults of an ImageConfig with a comment inside': at(
    `${head}  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta2\n    kind: ImageConfig\n    defaults: { # none\n    }\n    images:\n      reaper: {repository: own, name: tool, tag: "1"}\n`,
    {},
  ),
  // What is on the line of a separator, in front of what an operator reads
  ...Object.fromEntries(
    ['\t', ' \t ', '\t# a', '#a', ' # a', '\r', '\u00a0', '\v'].map(rest => [
      `a separator with ${JSON.stringify(rest)} behind it, in front of what an operator reads`,
      at(
        `${operator.replace(/---\n$/, `---${rest}\n`)}apiVersion: reaper.k8ssandra.io/v1alpha1\nkind: Reaper\nmetadata: {name: a}\nspec: {datacenterRef: {name: dc1}}\n`,
        { '1/spec/containerImage/registry': target },
      ),
    ]),
  ),
  // A tab in front of a bracket, which may not follow plain text
  'a tab in front of the bracket of an empty object that gets keys': at(
    `${cluster}spec:\n  reaper:\n    containerImage: {\n\t}\n  medusa: {containerImage:\n\t}\n`,
    {},
  ),
  'a tab behind a merge that keys go behind': at(
    `${cluster}x: &d {registry: quay.io, repository: own}\nspec:\n  reaper:\n    containerImage: {name: tool, tag: "1", <<: *d \n\t}\n`,
    { '0/spec/reaper/containerImage/registry': target },
  ),
  'a tab behind the last secret of an ImageConfig': at(
    `${head}  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta2\n    kind: ImageConfig\n    defaults: {pullSecrets: ['a' \n\t]}\n    images:\n      reaper: {repository: own, name: tool, tag: "1"}\n`.replace(
      '\n\t',
      '\n    \t',
    ),
    {},
  ),
  'a tab behind an alias of an image that stays as it is': at(
    `${pod}spec:\n  containers:\n  - {name: c, image: &i ${image}}\n  nodeSelector: {a: *i \n\t}\n`,
    { '0/spec/nodeSelector/a': image },
  ),
  'a tab behind an alias of nothing that gets a list': at(
    `${pod}spec:\n  imagePullSecrets: &n\n  containers: [${container}]\nlast: [*n \n\t]\n`,
    { '0/spec/imagePullSecrets': key, '0/last': [null] },
  ),
  'a tab behind an alias that is an image, of a name': at(
    `${pod}x: &i tool\nspec: {containers: [{name: c, image: *i \n\t}]}\n`,
    { '0/spec/containers/0/image': `${target}/library/tool`, '0/x': 'tool' },
  ),
  // What reads otherwise than it is written
  ...Object.fromEntries(
    ['yes', 'On', 'TRUE', '!!bool "y"', '&y true'].map(value => [
      `a switch of an operator that is ${value}`,
      at(
        `${operator.replace('v1.5.2', 'v1.20.3')}${cluster}spec:\n  reaper: {telemetry: {vector: {enabled: ${value}}}}\n`,
        { '1/spec/reaper/telemetry/vector/image': `${target}/timberio/vector:0.26.0-alpine` },
      ),
    ]),
  ),
  'a flag with an escape in front of its image': at(
    `${pod}spec:\n  containers:\n  - {name: c, image: ${image}, args: ["--im\\u0061ge", nginx]}\n`,
    { '0/spec/containers/0/args/1': `${target}/library/nginx` },
  ),
  'a flag in base64 in front of its image': at(
    `${pod}spec:\n  containers:\n  - {name: c, image: ${image}, args: [!!binary ${btoa('--image')}, nginx]}\n`,
    { '0/spec/containers/0/args/1': `${target}/library/nginx` },
  ),
  'a flag in a block in front of its image': at(
    `${pod}spec:\n  containers:\n  - name: c\n    image: ${image}\n    args:\n    - |-\n      --image\n    - nginx\n`,
    { '0/spec/containers/0/args/1': `${target}/library/nginx` },
  ),
  'an alias of a flag in front of its image': at(
    `${pod}x: &f --image\nspec:\n  containers:\n  - {name: c, image: ${image}, args: [*f , nginx]}\n`,
    { '0/spec/containers/0/args/1': `${target}/library/nginx`, '0/x': '--image' },
  ),
  'a program with an escape in its name': at(
    `${pod}spec:\n  containers:\n  - {name: c, image: ${image}, command: ["dock\\x65r", pull, nginx]}\n`,
    { '0/spec/containers/0/command/2': `${target}/library/nginx` },
  ),
  'two images in one text in base64': at(
    `${pod}spec:\n  containers:\n  - {name: c, image: ${image}, args: [!!binary "${btoa('docker pull quay.io/own/tool:1 && podman run quay.io/own/tool:2 true')}"]}\n`,
    { '0/spec/containers/0/args/0': `docker pull ${moved} && podman run ${target}/own/tool:2 true` },
  ),
  'an ImageConfig in base64': at(
    `${head}  image_config.yaml: !!binary ${btoa('apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\nimages:\n  system-logger: quay.io/own/tool:1\n  config-builder: quay.io/own/tool:2\n')}\n`,
    {},
  ),
  'metadata with a merge': at(
    `x: &m {labels: {image: nginx}}\napiVersion: v1\nkind: Pod\nmetadata:\n  name: quay.io/own/tool:1\n  <<: *m\nspec: {containers: [${container}]}\n`,
    {
      '0/metadata': { name: image, labels: { image: 'nginx' } },
      '0/spec/containers/0/image': moved,
    },
  ),
  'a merge that brings the pod into a template of a kind that nobody knows': at(
    `apiVersion: example.com/v1\nkind: Thing\nspec:\n  a: {template: {<<: {spec: {containers: [${container}]}}}}\n  b: {template: {spec: {restartPolicy: Never, <<: {containers: [${container}]}}}}\n`,
    {
      '0/spec/a/template/spec/imagePullSecrets': key,
      '0/spec/b/template/spec/imagePullSecrets': key,
      '0/spec/b/template/spec/containers/0/image': moved,
    },
  ),
  'a merge that brings images to where a row has room for secrets': at(
    `apiVersion: opensearch.org/v1\nkind: OpenSearchCluster\nmetadata: {name: a}\nspec:\n  <<: {dashboards: {image: ${image}}}\n  general: {<<: {image: ${image}}}\n`,
    {
      '0/spec/dashboards': { image: moved, imagePullSecrets: key },
      '0/spec/general/imagePullSecrets': key,
    },
  ),
  'a list of pull secrets in JSON whose items say nothing': at(
    `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"imagePullSecrets": [{}, null], "containers": [{"image": "${image}"}]}}\n`,
    { '0/spec/imagePullSecrets': [{}, null, ...key] },
  ),
  'a label that is a command with two images elsewhere': at(
    `${pod.replace('{name: a}', '{name: a, labels: {a: &s "docker pull quay.io/own/tool:1 && docker run quay.io/own/tool:2", b: &u "docker://quay.io/own/tool:1"}}')}spec:\n  containers:\n  - {name: c, image: ${image}, args: [*s , *u ], env: [{name: A, value: *s }]}\n`,
    {
      '0/metadata/labels/a': `docker pull ${image} && docker run quay.io/own/tool:2`,
      '0/spec/containers/0/args': [
        `docker pull ${moved} && docker run ${target}/own/tool:2`,
        `docker://${moved}`,
      ],
      '0/spec/containers/0/env/0/value': `docker pull ${moved} && docker run ${target}/own/tool:2`,
    },
  ),
  'a short command over two lines': at(
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: crictl\n    pull httpd\n  b: "crictl\n pull httpd"\n`,
    {
      '0/data/a': `crictl pull ${target}/library/httpd`,
      '0/data/b': `crictl pull ${target}/library/httpd`,
    },
  ),
  'a list of pull secrets below the sign of an explicit key, without a value': at(
    `${pod}spec:\n  ? # the list\n\n    # none\n    imagePullSecrets\n  containers: [${container}]\n`,
    { '0/spec/imagePullSecrets': key },
  ),
  'an ImageConfig that another key has by an alias': at(
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cass-operator-manager-config}\ndata:\n  image_config.yaml: &c |\n    apiVersion: config.k8ssandra.io/v1beta1\n    kind: ImageConfig\n    images:\n      system-logger: quay.io/own/tool:1\n  copy.yaml: *c\n`,
    {},
  ),
  'a manifest in a text that another key has by an alias': at(
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  x.yaml: &c |\n    {apiVersion: v1, kind: Pod, spec: {containers: [${container}]}}\n  y.yaml: *c\n`,
    {
      '0/data/y.yaml': `{apiVersion: v1, kind: Pod, spec: {imagePullSecrets: [{name: key}], containers: [{name: c, image: ${moved}}]}}\n`,
    },
  ),
  'a merge that a volume shares with a container': at(
    `${pod}x: &d {image: ${image}}\nspec:\n  volumes: [{name: v, rbd: {<<: *d , monitors: [a]}}]\n  containers: [{name: c, <<: *d }]\n`,
    {},
    true,
  ),
  'a merge that a status shares with a container': at(
    `${pod}spec:\n  containers: [&c {name: c, image: ${image}}]\nstatus:\n  containerStatuses: [{<<: *c , ready: true}]\n`,
    {},
    true,
  ),
  'a comment glued to the separator behind JSON': at(
    `{"kind": "ConfigMap"}\n---#\n${pod}spec:\n  containers: [${container}]\n`,
    {},
    true,
  ),
}

function at(text: string, values: Hostile['at'] = {}, isRefused = false): Hostile {
  return isRefused ? { text, isRefused } : { text, at: values }
}

function many(count: number, line: (number: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('')
}
