/** What is called an image, or reads like one, and is not a container image. */

/**
 * API groups of reports: they say what was found, and nothing is pulled because of them.
 * Sources: https://aquasecurity.github.io/trivy-operator/latest/docs/crds/, https://openreports.io/.
 */
const reportGroups: ReadonlySet<string> = new Set([
  'aquasecurity.github.io',
  'wgpolicyk8s.io',
  'openreports.io',
  'reports.kyverno.io',
  'spdx.softwarecomposition.kubescape.io',
])

/**
 * Values that are not images whatever they are under: switches, numbers, versions and pairs of ports, networks and their
 * ports, what Redis says of itself, files, images of machines.
 * Sources: https://redis.io/docs/latest/commands/info/, https://cloud.google.com/compute/docs/images, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/finding-an-ami.html.
 */
const otherValues: readonly RegExp[] = [
  /^(?:true|false|yes|no|on|off|none|null|nil|auto|default|latest|always|never|ifnotpresent|unknown|custom|images?)$/i,
  /^v?[0-9][0-9.]*$/,
  /^[0-9]{1,5}:[0-9]{1,5}$/,
  /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}\/[0-9]{1,3}(?::[0-9]{1,5})?$/,
  /^role:(?:master|slave)$/,
  /^(?:ami|img|image|snap|vol)-[0-9a-f]{6,}$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^(?:https:\/\/www\.googleapis\.com\/compute\/v1\/)?projects\/[^/]+\/(?:global|zones|regions)\//,
  /(?:^|\/)global\/images\//,
  /^\/?subscriptions\//,
  /^[0-9]{12}\//,
  /^(?:debian|ubuntu-os|centos|rhel|cos|suse|rocky-linux|windows|windows-sql|fedora|fedora-coreos|rhcos|almalinux)-cloud\/(?:family\/)?[a-z0-9.-]+$/,
  /^[^:@]*\.(?:png|jpe?g|gif|svg|ico|webp|bmp|tiff?|avif|qcow2?|img|iso|raw|vmdk|vhdx?|ova|ovf|box|efi|bin|tar|tgz|gz|xz|zst|bz2|zip|json|ya?ml|toml|txt|html?|js|css|md|sh|py|go|so|pem|crt|key|conf|cfg|ini|log|sock)$/i,
  /^(?:ubuntu|debian|centos|rocky|rockylinux|alma|almalinux|fedora|rhel|rhcos|flatcar|talos|opensuse|sles|windows|bottlerocket|photon|al20\d\d)[-_]v?\d[\w.-]*$/i,
  // `<version>` is what somebody is to write there.
  /[*?|^]|<(?![A-Za-z][\w .-]{0,60}>)|>(?<!<[A-Za-z][\w .-]{0,60}>)/,
  /^!/,
]

/** Them as one expression with and one without regard to case, because every value is held against all of them. */
const inOneCase = new RegExp(alternatives(''))
const inAnyCase = new RegExp(alternatives('i'), 'i')

function alternatives(flags: string): string {
  return otherValues.flatMap(row => (row.flags === flags ? row.source : [])).join('|')
}

/** Kinds that name resources, never images. */
const silentKinds: ReadonlySet<string> = new Set([
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  // Our own: it names sources and targets.
  'RelocationConfig',
])

/** Keys below which nothing is an image in any kind. */
const skippedKeys: ReadonlySet<string> = new Set([
  'labels',
  'matchLabels',
  'matchExpressions',
  'nodeSelector',
  'tolerations',
  'taints',
  'managedFields',
  // Ceph and Quobyte volumes, and clones of Git repositories: what they call image, registry and repository is none.
  'rbd',
  'quobyte',
  'gitRepo',
  // An example that nothing reads; a checksum in an annotation guards it:
  // https://github.com/knative/pkg/blob/main/configmap/validate.go.
  '_example',
])

/** Whether resources of a group are reports. */
export function isReportGroup(group: string): boolean {
  return reportGroups.has(group)
}

/** Whether a value is not an image whatever it is under. */
export function isOtherValue(value: string): boolean {
  return inOneCase.test(value) || inAnyCase.test(value)
}

/** Whether a kind never names images. */
export function isSilentKind(kind: string): boolean {
  return silentKinds.has(kind)
}

/** Whether nothing below a key is an image, in any kind. */
export function isSkippedKey(key: string): boolean {
  return skippedKeys.has(key)
}

/**
 * Whether the words under a key are for people, with examples: nothing is pulled because of them.
 * Sources: https://olm.operatorframework.io/docs/concepts/crds/clusterserviceversion/, https://tekton.dev/docs/pipelines/tasks/#specifying-parameters,
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#description.
 */
export function isProse(key: string, written: string): boolean {
  return (key === 'description' || key.endsWith('/description')) && /\S\s+\S/.test(written)
}

/** What Helm prints ahead of the manifests of a chart from an OCI registry, on standard output, in this order. */
const helmsLines = ['Pulled', 'Digest']

/**
 * Whether a key at the root of a document, whose keys are given, is of the lines that Helm prints: they name the chart.
 * Source: `Client.Pull` in `pkg/registry/client.go` of https://github.com/helm/helm, v4.2.
 */
export function isHelmsLine(key: string, keys: readonly (string | undefined)[]): boolean {
  return helmsLines.includes(key) && helmsLines.every((line, index) => keys[index] === line)
}
