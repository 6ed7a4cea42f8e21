const configHead = 'kind: ConfigMap\napiVersion: v1\nmetadata: {name: cass-operator-manager-config}\ndata:\n'

const list = 'apiVersion: v1\nkind: List\nitems:\n'

/**
 * A Deployment or an object of K8ssandra, written in every way that YAML has for it. The image `quay.io/own/tool:1` has to
 * move wherever Kubernetes reads it, and `quay.io/stays/tool:1`, which is excluded, has to stay.
 */
export const variants: { readonly [name: string]: string } = {
  ...named('merge', {
    'behind the image': pod('<<: *d\n', 'x: &d {image: quay.io/own/tool:1}\n', 'image: quay.io/stays/tool:1'),
    'in front of the image': pod(
      'image: quay.io/own/tool:1',
      'x: &d {image: quay.io/stays/tool:1}\n',
      '<<: *d',
    ),
    'of a merge': pod('<<: *e', 'x: &d {image: quay.io/own/tool:1}\ny: &e {<<: *d, name: e}\n'),
    'of a list': pod(
      '<<: [*d, *e]',
      'x: &d {image: quay.io/own/tool:1}\ny: &e {image: quay.io/stays/tool:1}\n',
    ),
    'of a list over lines': pod(
      '<<:\n    - *d\n    - *e',
      'x: &d {image: quay.io/own/tool:1}\ny: &e {image: quay.io/stays/tool:1}\n',
    ),
    'of two, the later one counts': pod(
      '<<: *e\n    <<: *d',
      'x: &d {image: quay.io/own/tool:1}\ny: &e {image: quay.io/stays/tool:1}\n',
    ),
    'written out': pod('<<: {image: quay.io/own/tool:1}'),
    'written out in a list': pod('<<: [{image: quay.io/own/tool:1}, {image: quay.io/stays/tool:1}]'),
    'in flow': flow('{name: c, <<: *d}', 'x: &d {image: quay.io/own/tool:1}\n'),
    'in flow, and a key behind': flow(
      '{<<: *d, name: c, image: quay.io/own/tool:1}',
      'x: &d {image: quay.io/stays/tool:1}\n',
    ),
    'with a tag': pod('!!merge <<: *d', 'x: &d {image: quay.io/own/tool:1}\n'),
    'in quotes is a key': pod('"<<": {image: a}\n    image: quay.io/own/tool:1'),
    'of the specification':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nx: &d\n  containers: [{name: c, image: quay.io/own/tool:1}]\nspec:\n  <<: *d\n  restartPolicy: Never\n',
    'of the specification, keys behind':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nx: &d\n  imagePullSecrets: [{name: base}]\nspec:\n  containers: [{name: c, image: quay.io/own/tool:1}]\n  <<: *d\n  restartPolicy: Never\n',
    'of the root':
      'x: &d\n  kind: Pod\n  apiVersion: v1\n<<: *d\nmetadata: {name: a}\nspec: {containers: [{name: c, image: quay.io/own/tool:1}]}\n',
    'of parts': parts('registry: quay.io, repository: own', '<<: *d, name: tool, tag: "1"'),
    'of parts, in front and behind': parts(
      'repository: own, tag: "2"',
      'registry: quay.io, <<: *d, name: tool, tag: "1"',
    ),
    'of parts that others share': parts(
      'registry: quay.io',
      '<<: *d, repository: own, name: tool, tag: "1"}\n    serverImage: {<<: *d, repository: stays, name: tool, tag: "1"',
    ),
  }),
  ...named('documents', {
    'a comment glued to the dashes': `${pod('image: quay.io/own/tool:1')}---#\n${pod('image: quay.io/own/tool:1')}`,
    'a comment behind a tab': `${pod('image: quay.io/own/tool:1')}---\t# b\n${pod('image: quay.io/own/tool:1')}`,
    'dots and dashes': `${pod('image: quay.io/own/tool:1')}...\n---\n${pod('image: quay.io/own/tool:1')}`,
    'dots at the end': `${pod('image: quay.io/own/tool:1')}...\n`,
    'dots with a comment': `${pod('image: quay.io/own/tool:1')}... # end\n---\n${pod('image: quay.io/own/tool:1')}`,
    'a mark at every document': `\ufeff${pod('image: quay.io/own/tool:1')}---\n\ufeff${pod('image: quay.io/own/tool:1')}`,
    'a mark and a comment': `\ufeff# a\n${pod('image: quay.io/own/tool:1')}`,
    'a mark and a separator': `\ufeff---\n${pod('image: quay.io/own/tool:1')}`,
    'carriage returns only': pod('image: quay.io/own/tool:1').replaceAll('\n', '\r'),
    'carriage returns and line feeds': pod('image: quay.io/own/tool:1').replaceAll('\n', '\r\n'),
    'two carriage returns': pod('image: quay.io/own/tool:1').replaceAll('\n', '\r\r\n'),
    'a tab behind values': pod('image:\tquay.io/own/tool:1\t').replaceAll('spec:\n', 'spec:\t\n'),
    'no line feed at the end': pod('image: quay.io/own/tool:1').trimEnd(),
    'blank lines everywhere': pod('image: quay.io/own/tool:1').replaceAll('\n', '\n\n'),
    'white space at the separator': `${pod('image: quay.io/own/tool:1')}--- \t\r\n${pod('image: quay.io/own/tool:1')}`,
    'a directive and a separator': `%YAML 1.1\n%TAG !e! tag:example.com,2000:\n---\n${pod('image: quay.io/own/tool:1')}`,
    'separators only in front': `---\n---\n---\n${pod('image: quay.io/own/tool:1')}---\n`,
    'other line breaks': pod('image: quay.io/own/tool:1').replaceAll('\n', '\u2028'),
    'next lines': pod('image: quay.io/own/tool:1').replaceAll('\n', '\u0085'),
  }),
  ...named('keys', {
    'an escape': pod('"im\\x61ge": quay.io/own/tool:1'),
    'an escape of eight digits': pod('"\\U00000069mage": quay.io/own/tool:1'),
    'an escaped line break': pod('"im\\\n      age": quay.io/own/tool:1'),
    'single quotes': pod("'image': quay.io/own/tool:1"),
    'an explicit key': pod('? image\n    : quay.io/own/tool:1'),
    'an explicit key in quotes': pod('? "image"\n    : quay.io/own/tool:1'),
    'an explicit key on its own line': pod('?\n      image\n    :\n      quay.io/own/tool:1'),
    'an explicit key that is a block': pod('? |-\n      image\n    : quay.io/own/tool:1'),
    'a folded key': pod('? >-\n      image\n    : quay.io/own/tool:1'),
    'a tag': pod('!!str image: quay.io/own/tool:1'),
    'a verbatim tag': pod('!<tag:yaml.org,2002:str> image: quay.io/own/tool:1'),
    'a tag of nobody': pod('! image: quay.io/own/tool:1'),
    base64: pod('!!binary aW1hZ2U=: quay.io/own/tool:1'),
    'base64 over lines': pod('? !!binary |\n      aW1h\n      Z2U=\n    : quay.io/own/tool:1'),
    'an anchor': pod('&k image: quay.io/own/tool:1'),
    'an anchor and a tag': pod('!!str &k image: quay.io/own/tool:1'),
    'an alias': pod('*k : quay.io/own/tool:1', 'x: &k image\n'),
    'an alias of an explicit key': pod('? *k\n    : quay.io/own/tool:1', 'x: &k image\n'),
    'an alias of a block': pod('*k : quay.io/own/tool:1', 'x: &k |-\n  image\n'),
    'white space in front of the colon': pod('image   : quay.io/own/tool:1'),
    'a tab in front of the colon': pod('image\t: quay.io/own/tool:1'),
    'in flow, glued to its quotes': flow('{"name":"c","image":"quay.io/own/tool:1"}'),
    'in flow, glued to its question mark': flow('{name: c, ?image: quay.io/own/tool:1}'),
    'in flow, over lines': flow('{name: c,\n  image:\n   quay.io/own/tool:1}'),
    'in flow, explicit over lines': flow('{name: c, ? image\n   : quay.io/own/tool:1}'),
    'in flow, a comment between': flow('{name: c, image: # a\n   quay.io/own/tool:1}'),
    'in flow, under-indented':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  containers: [\n{name: c,\nimage: quay.io/own/tool:1\n}\n]\n',
    'twice, the last counts': pod('image: quay.io/stays/tool:1\n    "image": quay.io/own/tool:1'),
    'a pair in a list':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  containers: [image: quay.io/own/tool:1]\n',
  }),
  ...named('kind', {
    'with an escape': pod('image: quay.io/own/tool:1').replace('kind: Pod', '"\\x6bind": Pod'),
    'as an explicit key': pod('image: quay.io/own/tool:1').replace('kind: Pod', '? kind\n: Pod'),
    twice: pod('image: quay.io/own/tool:1').replace('kind: Pod', 'kind: CustomResourceDefinition\nkind: Pod'),
    'twice, quoted behind': `${pod('image: quay.io/own/tool:1').replace('kind: Pod', 'kind: CustomResourceDefinition')}'kind': Pod\n`,
    'with a tag': pod('image: quay.io/own/tool:1').replace('kind: Pod', 'kind: !!str Pod'),
    'with an anchor': pod('image: quay.io/own/tool:1').replace('kind: Pod', 'kind: &k Pod'),
    'on the next line': pod('image: quay.io/own/tool:1').replace('kind: Pod', 'kind:\n  Pod'),
    'in a block': pod('image: quay.io/own/tool:1').replace('kind: Pod', 'kind: |-\n  Pod'),
    'in base64': pod('image: quay.io/own/tool:1').replace('kind: Pod', 'kind: !!binary UG9k'),
    'by an alias': pod('image: quay.io/own/tool:1', 'x: &k Pod\n')
      .replace('kind: Pod\n', '')
      .concat('kind: *k\n'),
    'by a merge': pod('image: quay.io/own/tool:1', 'x: &k {kind: Pod}\n')
      .replace('kind: Pod\n', '')
      .concat('<<: *k\n'),
    'behind a text that has one': `note: "a\nkind: CustomResourceDefinition\n b"\n${pod('image: quay.io/own/tool:1')}`,
    'behind a comment that has one': `#\n# kind: CustomResourceDefinition\n${pod('image: quay.io/own/tool:1')}`,
    indented: pod('image: quay.io/own/tool:1').replace(/^(?=.)/gm, '   '),
    'in flow':
      '{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c, image: quay.io/own/tool:1}]}}\n',
    'in flow over lines':
      '{\napiVersion: v1,\nkind: Pod,\nmetadata: {name: a},\nspec: {containers: [{name: c,\nimage: quay.io/own/tool:1}]}}\n',
    'in JSON':
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"c","image":"quay.io/own/tool:1"}]}}\n',
    'in JSON with escapes':
      '{"apiVersion":"v1","k\\u0069nd":"P\\u006fd","metadata":{"name":"a"},"spec":{"cont\\u0061iners":[{"name":"c","im\\u0061ge":"quay.io\\/own\\/tool:1"}]}}\n',
    'in JSON with tabs':
      '{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {"name": "a"},\n\t"spec": {\n\t\t"containers": [\n\t\t\t{"name": "c", "image": "quay.io/own/tool:1"}\n\t\t]\n\t}\n}\n',
    'in a list':
      'apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n  apiVersion: v1\n  metadata: {name: a}\n  spec: {containers: [{name: c, image: quay.io/own/tool:1}]}\n',
    'in a list of JSON':
      '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"c","image":"quay.io/own/tool:1"}]}}]}\n',
  }),
  ...named('value', {
    literal: pod('image: |-\n      quay.io/own/tool:1'),
    'literal with its indentation': pod('image: |2-\n      quay.io/own/tool:1'),
    folded: pod('image: >-\n      quay.io/own/tool:1'),
    'folded and blank lines': pod('image: >-\n\n\n      quay.io/own/tool:1\n\n'),
    'literal at the end': pod('image: |-\n      quay.io/own/tool:1').trimEnd(),
    'literal and a comment': pod('image: |- # a\n      quay.io/own/tool:1'),
    'literal with an anchor': pod('image: &i |-\n      quay.io/own/tool:1'),
    'literal with a tag': pod('image: !!str |-\n      quay.io/own/tool:1'),
    'on the next line': pod('image:\n      quay.io/own/tool:1'),
    'on the line after a comment': pod('image: # a\n      # b\n      quay.io/own/tool:1 # c'),
    'with properties on a line of their own': pod('image: &i !!str\n      quay.io/own/tool:1'),
    'in double quotes with escapes': pod('image: "quay.io\\x2fown/tool\\u003a1"'),
    'in double quotes over lines': pod('image: "quay.io/own\\\n      /tool:1"'),
    'in single quotes': pod("image: 'quay.io/own/tool:1'"),
    'in single quotes over lines': pod("image:\n      'quay.io/own/tool:1'"),
    'in base64': pod('image: !!binary cXVheS5pby9vd24vdG9vbDox'),
    'in base64 over lines': pod('image: !!binary |\n      cXVheS5pby9v\n      d24vdG9vbDox'),
    'with a tag of nobody': pod('image: ! quay.io/own/tool:1'),
    'with a tag of somebody': pod('image: !e quay.io/own/tool:1'),
    'by an alias': pod('image: *i', 'x: &i quay.io/own/tool:1\n'),
    'by an alias of a block': pod('image: *i', 'x: &i |-\n  quay.io/own/tool:1\n'),
    'by an alias of quotes over lines': pod('image: *i', 'x: &i "quay.io/own\\\n  /tool:1"\n'),
    'by an alias of base64': pod('image: *i', 'x: &i !!binary cXVheS5pby9vd24vdG9vbDox\n'),
    'by an alias of a key': pod('image: *i', '&i quay.io/own/tool:1 : x\n'),
    'with a comment behind': pod('image: quay.io/own/tool:1#no-comment # comment').replace('#no-comment', ''),
    'in a pair of a list': flow('name: c, image: quay.io/own/tool:1')
      .replace('[name', '[{name')
      .replace('1]', '1}]'),
  }),
  ...named('anchors', {
    'a value that a label has too': pod('image: &i quay.io/own/tool:1').concat('x-label: *i\n'),
    'a block that a label has too': pod('image: &i |-\n      quay.io/own/tool:1').concat('x-label: *i\n'),
    'a folded text that a label has too': pod('image: &i >-\n      quay.io/own/tool:1').concat(
      'x-label: *i\n',
    ),
    'quotes over lines that a label has too': pod('image: &i "quay.io/own\\\n      /tool:1"').concat(
      'x-label: *i\n',
    ),
    'base64 that a label has too': pod('image: &i !!binary cXVheS5pby9vd24vdG9vbDox').concat('x-label: *i\n'),
    'an alias as a key': pod('image: &i quay.io/own/tool:1').concat('x: {*i : a}\n'),
    'an alias as an explicit key': pod('image: &i quay.io/own/tool:1').concat('x:\n  ? *i\n  : a\n'),
    'an alias in a list': pod('image: &i quay.io/own/tool:1').concat('x: [*i, a]\n'),
    'an alias of an anchor that is given again': pod('image: &i quay.io/own/tool:1').concat(
      'x: &i a\ny: *i\n',
    ),
    'an anchor that is given again': `x: &i a\n${pod('image: &i quay.io/own/tool:1')}y: *i\n`,
    'an anchor inside of another': pod('image: &i quay.io/own/tool:1')
      .replace('spec:\n', 'spec: &s\n')
      .concat('x: *i\n'),
    'a container that another field has': pod('image: quay.io/own/tool:1')
      .replace('- name', '- &c\n    name')
      .concat('x: {labels: *c}\n')
      .replace('x: {labels: *c}', 'x: [*c]'),
    'an image that is the name':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  containers:\n  - image: &i quay.io/own/tool:1\n    env: [{name: A, value: *i}]\n    name: c\n',
    'parts that an excluded one shares': parts(
      'a: &r quay.io',
      'registry: *r, repository: own, name: tool, tag: "1"}\n    serverImage: {registry: *r, repository: stays, name: tool, tag: "1"',
    ),
    'an anchor on nothing': pod('image: quay.io/own/tool:1')
      .replace('spec:\n', 'spec:\n  imagePullSecrets: &n\n')
      .concat('x: *n\n'),
    'an anchor on an empty list': pod('image: quay.io/own/tool:1')
      .replace('spec:\n', 'spec:\n  imagePullSecrets: &n []\n')
      .concat('x: *n\n'),
    'an anchor on null': pod('image: quay.io/own/tool:1')
      .replace('spec:\n', 'spec:\n  imagePullSecrets: &n null\n')
      .concat('x: *n\n'),
  }),
  ...named('secrets', {
    'an empty list over lines': secrets('[\n  ]'),
    'an empty list and a comment': secrets('[ # none\n  ]'),
    'a list with a comma at the end': secrets('[{name: a},]'),
    'a list over lines with a comma at the end': secrets('[\n    {name: a}, # a\n  ]'),
    'a list over lines': secrets('[\n    {name: a}\n    # b\n  ]'),
    'null and a comment': secrets('null # none'),
    'nothing and a comment': secrets('# none'),
    'a tilde with a tag': secrets('!!null ~'),
    'a single pair': secrets('[name: a]'),
    'an empty pair': secrets('[name: ]'),
    'an empty pair and a comment': secrets('[name: # a\n  ]'),
    'an explicit pair': secrets('[? name : a]'),
    'objects in JSON': secrets('[{"name":"a"}]'),
    'texts in quotes': secrets('["a", \'b\']'),
    'texts over lines': secrets('\n  - a\n    b\n  - "c\n    d"'),
    'texts with tags': secrets('\n  - !!str a\n  - !!binary YQ==\n  - &x b'),
    'objects with a comment inside': secrets('\n  - # a\n    name: a\n  # b\n  -\n    name: b'),
    'a block as a name': secrets('\n  - name: |-\n      a'),
    'a block that keeps its line feeds': secrets('\n  - name: |+\n      a\n\n'),
    'an item that is nothing': secrets('\n  -\n  - name: a'),
    'an explicit key':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  ? imagePullSecrets\n  :\n  - name: a\n  containers: [{name: c, image: quay.io/own/tool:1}]\n',
    'an explicit key and nothing':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  ? imagePullSecrets\n  containers: [{name: c, image: quay.io/own/tool:1}]\n',
    'an explicit key and an empty value':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  ? imagePullSecrets\n  :\n  containers: [{name: c, image: quay.io/own/tool:1}]\n',
    'a first key that is explicit':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  ? containers\n  : [{name: c, image: quay.io/own/tool:1}]\n',
    'a first key on the line of its list':
      'kind: List\napiVersion: v1\nitems:\n- ? spec\n  : containers: [{name: c, image: quay.io/own/tool:1}]\n  kind: Pod\n  apiVersion: v1\n  metadata: {name: a}\n',
    'a first key with an anchor':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  &c containers: [{name: c, image: quay.io/own/tool:1}]\n',
    'a specification with a tag':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec: !!map\n  containers: [{name: c, image: quay.io/own/tool:1}]\n',
    'a specification in flow over lines':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec: {\n  containers: [{name: c, image: quay.io/own/tool:1}]\n}\n',
    'a specification in flow behind a comment':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec: { # a\n  containers: [{name: c, image: quay.io/own/tool:1}]}\n',
    'a specification behind its key':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n\n  # a\n\n  containers: [{name: c, image: quay.io/own/tool:1}]\n',
    'a specification that ends with a block':
      'kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  containers:\n  - image: quay.io/own/tool:1\n    name: |+\n      c\n\n\n# end\n',
  }),
  ...named('configuration', {
    'registry in a block': config('imageRegistry: |-\n      quay.io\n    '),
    'registry in a folded block': config('imageRegistry: >-\n      quay.io\n    '),
    'registry in quotes': config('imageRegistry: "quay.io"\n    '),
    'registry by an alias': config('x: &r quay.io\n    imageRegistry: *r\n    '),
    'registry by a merge': config('x: &r {imageRegistry: quay.io}\n    <<: *r\n    '),
    'registry with an explicit key': config('? imageRegistry\n    : quay.io\n    '),
    'registry with a comment': config('imageRegistry: quay.io # a\n    '),
    'registry over lines': config('imageRegistry:\n      quay.io\n    '),
    'defaults that are empty': config('defaults: {}\n    ', 'v1beta2'),
    'defaults that are nothing': config('defaults:\n    ', 'v1beta2'),
    'defaults with a comment': config('defaults: # none\n    ', 'v1beta2'),
    'defaults by a merge': config('x: &d {registry: quay.io}\n    defaults: {<<: *d}\n    ', 'v1beta2'),
    'in single quotes':
      `${configHead}  image_config.yaml: 'apiVersion: config.k8ssandra.io/v1beta1\n\n    kind: ImageConfig\n\n    images: {system-logger: "k8ssandra/it''s:1"}\n\n    '\n`.replace(
        "it''s",
        'logger',
      ),
    'in double quotes': `${configHead}  image_config.yaml: "apiVersion: config.k8ssandra.io/v1beta1\\nkind: ImageConfig\\nimages:\\n  system-logger: k8ssandra/logger:1\\n"\n`,
    'in JSON': `${configHead}  image_config.yaml: '{"apiVersion": "config.k8ssandra.io/v1beta1", "kind": "ImageConfig", "images": {"system-logger": "k8ssandra/logger:1"}}'\n`,
    'folded, with lines that are kept': `${configHead}  image_config.yaml: >\n    apiVersion: config.k8ssandra.io/v1beta1\n\n    kind: ImageConfig\n\n    images:\n      system-logger: k8ssandra/logger:1\n`,
  }),
  ...named('shared', {
    'a specification':
      list +
      item('a', `spec: &s {containers: [{name: c, image: quay.io/own/tool:1}]}`) +
      item('b', 'spec: *s'),
    'a specification with its secrets':
      list +
      item(
        'a',
        `spec: &s {imagePullSecrets: [{name: x}], containers: [{name: c, image: quay.io/own/tool:1}]}`,
      ) +
      item('b', 'spec: *s'),
    'a list of containers':
      list +
      item('a', `spec: {containers: &c [{name: c, image: quay.io/own/tool:1}], initContainers: *c}`) +
      item('b', `spec: {containers: *c}`),
    'a container':
      `x: &c {name: c, image: quay.io/own/tool:1}\n` +
      list +
      item('b', `spec: {containers: [*c, {name: d, image: quay.io/stays/tool:1}]}`),
    'an anchor that is given again':
      `x: &i quay.io/stays/tool:1\ny: *i\nz: &i quay.io/own/tool:1\n` +
      list +
      item('b', `spec: {containers: [{name: c, image: *i}]}`) +
      'last: *i\n',
    'an anchor that is given again inside of its value':
      list + item('a', `spec: {containers: &c [{name: &c c, image: quay.io/own/tool:1}], x: *c}`),
    'the name of a secret':
      `x: &n key\n` +
      list +
      item('b', `spec: {imagePullSecrets: [{name: *n}], containers: [{name: c, image: quay.io/own/tool:1}]}`),
    'an item of secrets':
      `x: &n {name: other}\n` +
      list +
      item('b', `spec: {imagePullSecrets: [*n], containers: [{name: c, image: quay.io/own/tool:1}]}`),
    'an item of secrets that has the anchor':
      list +
      item(
        'b',
        `spec: {imagePullSecrets: [&n {name: other}], containers: [{name: c, image: quay.io/own/tool:1}]}`,
      ) +
      'last: *n\n',
    'a text among secrets that has the anchor':
      list +
      item('b', `spec: {imagePullSecrets: [&n other], containers: [{name: c, image: quay.io/own/tool:1}]}`) +
      'last: *n\n',
    'secrets as texts':
      list +
      item('a', `spec: {imagePullSecrets: &n [other], containers: [{name: c, image: quay.io/own/tool:1}]}`) +
      item('b', `spec: {imagePullSecrets: *n, containers: [{name: c, image: quay.io/own/tool:1}]}`),
    'secrets as texts with a pod that stays':
      list +
      item('a', `spec: {imagePullSecrets: &n [other], containers: [{name: c, image: quay.io/own/tool:1}]}`) +
      item('b', `spec: {imagePullSecrets: *n, containers: [{name: c, image: quay.io/stays/tool:1}]}`),
    'secrets by a merge':
      `x: &b {imagePullSecrets: [{name: base}]}\n` +
      list +
      item('a', `spec: {<<: *b, containers: [{name: c, image: quay.io/own/tool:1}]}`) +
      item('b', `spec:\n    containers: [{name: c, image: quay.io/own/tool:1}]\n    <<: *b`),
    'an empty list by a merge':
      `x: &b {imagePullSecrets: []}\n` +
      list +
      item('a', `spec: {<<: *b, containers: [{name: c, image: quay.io/own/tool:1}]}`),
    'nothing by a merge':
      `x: &b {imagePullSecrets: }\n` +
      list +
      item('a', `spec: {<<: *b, containers: [{name: c, image: quay.io/own/tool:1}]}`),
    'an empty list by an alias':
      `x: &b []\n` +
      list +
      item('a', `spec: {imagePullSecrets: *b, containers: [{name: c, image: quay.io/own/tool:1}]}`),
    'nothing by an alias':
      `x: &b\n` +
      list +
      item('a', `spec: {imagePullSecrets: *b, containers: [{name: c, image: quay.io/own/tool:1}]}`),
    'the secrets of an account':
      `x: &b [{name: base}]\n` +
      list +
      `- {apiVersion: v1, kind: ServiceAccount, metadata: {name: default}, imagePullSecrets: *b}\n` +
      item('a', `spec: {containers: [{name: c, image: quay.io/own/tool:1}]}`),
    'an image in arguments and variables':
      list +
      item(
        'a',
        `spec: {containers: [{name: c, image: &i quay.io/own/tool:1, args: [*i, "--x=1"], env: [{name: MY_IMAGE, value: *i}, {name: X, value: *i}]}]}`,
      ),
    'an image that is a label first':
      list +
      `- apiVersion: v1\n  kind: Pod\n  metadata: {name: a, labels: {x: &i quay.io/own/tool:1}}\n  spec: {containers: [{name: c, image: *i}]}\n`,
    'an image that is a key first':
      list +
      `- apiVersion: v1\n  kind: Pod\n  metadata: {name: a, annotations: {&i quay.io/own/tool:1 : b}}\n  spec: {containers: [{name: c, image: *i}]}\n`,
    'values of an ImageConfig': imageConfig(
      `apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\nx: &r quay.io\nimages:\n  system-logger: &l k8ssandra/logger:1\n  config-builder: *l\nimageRegistry: *r\n`,
    ),
    'defaults of an ImageConfig': imageConfig(
      `apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\nx: &d {registry: quay.io, pullSecrets: [a]}\ndefaults: {<<: *d}\nimages:\n  reaper: {repository: own, name: tool, tag: "1"}\n`,
    ),
    'secrets of an ImageConfig': imageConfig(
      `apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\nx: &d [a]\ndefaults: {pullSecrets: *d}\nimages:\n  reaper: {repository: own, name: tool, tag: "1"}\n`,
    ),
    'tagged values of an ImageConfig': imageConfig(
      `apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\nimages:\n  system-logger: !!str k8ssandra/logger:1\n  config-builder: |-\n    quay.io/own/tool:1\nimageRegistry: !!str quay.io\nimagePullSecret:\n  name: &n a\nx: *n\n`,
    ),
    'a part and the name of the object': `apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: &n tool}\nspec:\n  reaper: {containerImage: {registry: quay.io, repository: own, name: *n, tag: "1"}}\n`,
    'a part in a block': `apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: a}\nspec:\n  reaper:\n    containerImage:\n      registry: &r >-\n        quay.io\n      repository: own\n      name: tool\n  x: *r\n`,
    'all parts': `apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: a}\nspec:\n  reaper: {containerImage: &i {registry: quay.io, repository: own, name: tool}}\n  stargate: {containerImage: *i}\n`,
    'secrets that are written twice':
      list +
      item(
        'a',
        `spec: {imagePullSecrets: [{name: a}], containers: [{name: c, image: quay.io/own/tool:1}], imagePullSecrets: [{name: b}]}`,
      ),
    'keys and values':
      list +
      item('a', `spec: {&a containers: &b [{&c name: c, &d image: &e quay.io/own/tool:1}]}`) +
      'x: [*a, *c, *d, *e]\n',
    'nothing, but tags everywhere':
      list +
      item(
        'a',
        `!!str spec: !!map {!!str containers: !!seq [!!map {!!str name: !!str c, !!str image: !!str quay.io/own/tool:1}]}`,
      ),
    'nothing, but a comment behind the last key':
      list +
      item(
        'a',
        `spec:\n    containers: [{name: c, image: quay.io/own/tool:1}]\n    imagePullSecrets: # none`,
      ),
    'nothing, and no line feed': (
      list + item('a', `spec:\n    containers: [{name: c, image: quay.io/own/tool:1}]\n    imagePullSecrets:`)
    ).trimEnd(),
  }),
  ...named('no text', {
    'a number': pod('image: 12'),
    'a fraction': pod('image: 1.25'),
    'a number with a tag': pod('image: !!int "12"'),
    'a text with a tag': pod('image: !!str 1.25'),
    'a boolean': pod('image: yes'),
    'a date': pod('image: 2001-01-01'),
    'a time': pod('image: 2001-12-14t21:59:43.10-05:00'),
    'sixty to the power of one': pod('image: 12:30'),
    'an octal number': pod('image: 017'),
    'a hexadecimal number': pod('image: 0x1F'),
    'a number with underscores': pod('image: 1_000'),
    nothing: pod('image:'),
    'null in a flow': flow('{name: c, image: }'),
    'a list': pod('image: [quay.io/own/tool:1]'),
    'an object': pod('image: {a: quay.io/own/tool:1}'),
    'a colon at the end': flow('{name: c, image: quay.io/own/tool:}'),
    'a question mark': pod('image: ? a'),
  }),
}

function named(
  kind: string,
  texts: { readonly [name: string]: string },
): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${kind}: ${name}`, text]))
}

/** A pod whose only container has these lines; `before` goes in front of everything. */
function pod(last: string, before = '', first = ''): string {
  const lines = [first, last].filter(line => line !== '').map(line => `    ${line.trimEnd()}\n`)
  return `kind: Pod\napiVersion: v1\n${before}metadata: {name: a}\nspec:\n  containers:\n  - name: c\n${lines.join('')}`
}

function flow(container: string, before = ''): string {
  return `kind: Pod\napiVersion: v1\n${before}metadata: {name: a}\nspec: {containers: [${container}]}\n`
}

function secrets(list: string): string {
  return `kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  imagePullSecrets: ${list}\n  containers: [{name: c, image: quay.io/own/tool:1}]\n`
}

function parts(shared: string, image: string): string {
  return `apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: a}\nx: &d {${shared}}\nspec:\n  cassandra:\n    jmxInitContainerImage: {${image}}\n`
}

function config(lines: string, version = 'v1beta1'): string {
  const images =
    version === 'v1beta1'
      ? 'system-logger: k8ssandra/logger:1'
      : 'reaper: {repository: own, name: tool, tag: "1"}'
  return `${configHead}  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/${version}\n    kind: ImageConfig\n    ${lines}images:\n      ${images}\n`
}

/** A pod in a list; `spec` is its line. */
function item(name: string, spec: string): string {
  return `- apiVersion: v1\n  kind: Pod\n  metadata: {name: ${name}}\n  ${spec}\n`
}

function imageConfig(text: string): string {
  return `${configHead}  image_config.yaml: |\n${text.replace(/^(?=.)/gm, '    ')}`
}
