/**
 * What a problem means for the run.
 *
 * - `input`: the input cannot be handled; exit 1.
 * - `usage`: the program was called wrongly; exit 2.
 * - `policy`: the input is fine, but the run is refused; exit 3.
 * - `warning`: the run goes on; with `--strict` it counts as `policy`.
 * - `note`: informational; it never counts, not even with `--strict`.
 */
export type Severity = 'input' | 'usage' | 'policy' | 'warning' | 'note'

/**
 * What the program asks about a problem, whatever its code.
 *
 * - `leak`: the output has an image outside.
 * - `outside`: a reason why an image stays outside; `verify`, which sees the output only, calls each of them a leak.
 * - `possible`: a possible image outside.
 * - `collision`: an image would run in place of another.
 * - `gap`: something was not read, or an image field has a text that is not an image.
 * - `nothing`: there is nothing to print.
 * - `hidden-account`: pods lose secrets that a service account may have, which a cluster can show.
 */
export type Topic = 'leak' | 'outside' | 'possible' | 'collision' | 'gap' | 'nothing' | 'hidden-account'

type ProblemRow = { readonly severity: Severity; readonly title: string; readonly about?: readonly Topic[] }

/** Every problem there is. `docs/problems.md` is made from this table. */
export const problemTable = {
  STREAM_NOT_TEXT: { severity: 'input', title: 'The input is not UTF-8 text' },
  STREAM_TOO_LARGE: { severity: 'input', title: 'The input does not fit into memory', about: ['gap'] },
  STREAM_EMPTY: { severity: 'input', title: 'The input has no manifests', about: ['nothing'] },
  MANIFEST_UNREADABLE: { severity: 'input', title: 'A document cannot be read as YAML', about: ['gap'] },
  REFERENCE_INVALID: {
    severity: 'input',
    title: 'The text of an image field is not an image reference',
    about: ['gap'],
  },
  EMBEDDED_UNREADABLE: { severity: 'input', title: 'YAML inside a text cannot be read', about: ['gap'] },
  FILE_UNREADABLE: { severity: 'input', title: 'A file cannot be read or written' },
  CLUSTER_UNREADABLE: { severity: 'input', title: 'Not all objects of a cluster can be read' },
  PROGRAM_FAULT: { severity: 'input', title: 'Internal error of the program' },
  USAGE_INVALID: { severity: 'usage', title: 'A flag, an argument or a variable is wrong' },
  CONFIG_UNREADABLE: { severity: 'usage', title: 'A file that configures the run cannot be read' },
  CONFIG_INVALID: { severity: 'usage', title: 'A configuration file is not valid' },
  MAPPING_INVALID: {
    severity: 'usage',
    title: 'A mapping of another tool is not valid or not supported',
  },
  VALUES_INVALID: { severity: 'usage', title: 'A values file is not valid' },
  VARIABLE_UNKNOWN: { severity: 'usage', title: 'An environment variable is probably misspelt' },
  RULE_INVALID: { severity: 'usage', title: 'A relocation rule is not valid' },
  TARGET_COLLISION: {
    severity: 'policy',
    title: 'Two different images would get one target',
    about: ['collision'],
  },
  IMAGE_UNMAPPED: { severity: 'policy', title: 'No rule says where an image goes', about: ['outside'] },
  IMAGE_LEAK: {
    severity: 'policy',
    title: 'An image is outside the target registry',
    about: ['leak', 'outside'],
  },
  IMAGE_MISSING: { severity: 'policy', title: 'The registry does not have an image, or not for a platform' },
  LOCK_UNCOVERED: { severity: 'policy', title: 'The lock does not have an image' },
  COPY_FAILED: { severity: 'policy', title: 'An image could not be copied' },
  IMAGE_FORBIDDEN: { severity: 'policy', title: 'The registry refuses access to an image' },
  REGISTRY_UNREACHABLE: { severity: 'policy', title: 'A registry gives no usable answer' },
  REGISTRY_CONTRADICTORY: { severity: 'policy', title: 'A registry contradicts itself' },
  SECRET_MISSING: { severity: 'policy', title: 'A pull secret is not in the cluster' },
  SECRET_UNFIT: { severity: 'policy', title: 'The kubelet cannot use a pull secret' },
  SECRET_WITHOUT_ENTRY: { severity: 'policy', title: 'No pull secret of a pod matches one of its images' },
  ACCOUNT_MISSING: { severity: 'policy', title: 'A service account is not in the cluster' },
  LIST_EMPTY: {
    severity: 'policy',
    title: 'The requested format cannot name any image',
    about: ['nothing'],
  },
  TARGET_INEXPRESSIBLE: {
    severity: 'policy',
    title: 'A target cannot be expressed in the fields of a resource',
    about: ['outside'],
  },
  EDIT_REFUSED: { severity: 'policy', title: 'A change cannot be written where it belongs' },
  EXPORT_INEXPRESSIBLE: {
    severity: 'policy',
    title: 'Another system cannot express a rule of the configuration',
  },
  TEXT_UNREAD: {
    severity: 'warning',
    title: 'A document has text after its end, which Kubernetes ignores',
    about: ['gap'],
  },
  REFERENCE_PLACEHOLDER: {
    severity: 'warning',
    title: 'An image field holds a placeholder, not an image',
    about: ['gap'],
  },
  IMAGE_POSSIBLE: {
    severity: 'warning',
    title: 'A text may name an image outside the target registry',
    about: ['possible'],
  },
  RULE_UNUSED: { severity: 'warning', title: 'A rule matched nothing in the run' },
  VALUES_QUIRK: { severity: 'warning', title: 'A values file follows documentation that is wrong' },
  VALUES_WITHOUT_EFFECT: { severity: 'warning', title: 'A key of a values file has no effect' },
  VALUE_MISSING: { severity: 'warning', title: 'No value of a chart sets an image' },
  ACCOUNT_HALF_DONE: {
    severity: 'warning',
    title: 'A new service account needs a manual step',
  },
  DIGEST_MISSING: { severity: 'warning', title: 'A format needs digests, and an image has none' },
  ACCOUNT_MASKED: { severity: 'warning', title: 'A list of pull secrets hides those of the service account' },
  LOCK_STALE: {
    severity: 'warning',
    title: 'The lock has an image that is no longer pulled, or another digest',
  },
  COPY_UNCHECKED: { severity: 'warning', title: 'A copied image could not be checked at its target' },
  CLUSTER_UNKNOWN: { severity: 'warning', title: 'Something in the cluster could not be checked' },
  LOCK_INEXPRESSIBLE: { severity: 'note', title: 'An image is pinned by its tag only' },
  TAG_MOVED: { severity: 'note', title: 'A tag has another digest at the registry than in the manifests' },
  SECRETS_MALFORMED: { severity: 'warning', title: 'A field for pull secrets is not a list of them' },
  SECRET_WITHOUT_ROOM: { severity: 'warning', title: 'A field takes only one pull secret' },
  TARGET_LEFT_OUT: {
    severity: 'warning',
    title: 'A field for several images cannot express their targets',
    about: ['outside'],
  },
  OPERATOR_VERSION_UNKNOWN: {
    severity: 'warning',
    title: 'An operator pulls images that nothing in the run names',
  },
  SECRET_BY_ACCOUNT: {
    severity: 'warning',
    title: 'Pods get pull secrets only from a service account outside the stream',
  },
  SECRET_WITHOUT_FIELD: {
    severity: 'warning',
    title: 'A resource pulls relocated images and has no known field for pull secrets',
  },
  SECRET_HIDES_ACCOUNT: {
    severity: 'warning',
    title: 'Pods with images that stay lose the pull secrets of a service account outside the run',
    about: ['hidden-account'],
  },
  SECRET_BESIDE_ACCOUNT: {
    severity: 'note',
    title: 'A new list of pull secrets hides that of a service account outside the run',
    about: ['hidden-account'],
  },
  IMAGE_CONFIG_IGNORED: { severity: 'warning', title: 'The operator ignores a part of its ImageConfig' },
  IMAGE_CONFIG_BROKEN: {
    severity: 'warning',
    title: 'The operator cannot read its ImageConfig because of a bug in the chart',
  },
  IMAGE_CONFIG_UNCERTAIN: {
    severity: 'warning',
    title: 'Several ImageConfigs may be the one that an operator reads',
  },
  TARGET_READ_AS_HUB: {
    severity: 'warning',
    title: 'Container runtimes read the target as a Docker Hub name',
  },
  IMAGE_CONFIG_HARMLESS: {
    severity: 'note',
    title: 'The operator ignores a key of its ImageConfig that does not affect images',
  },
  HELM_LINES: { severity: 'note', title: 'Output of Helm itself precedes the manifests' },
  LINK_NOT_FOLLOWED: { severity: 'note', title: 'A link to a directory is not followed' },
  FILE_DETACHED: { severity: 'note', title: 'A replaced file has other names' },
  EXPORT_LIMITED: { severity: 'note', title: 'Another system does less than the program' },
} as const satisfies Record<string, ProblemRow>

export type ProblemCode = keyof typeof problemTable

export function isAbout(topic: Topic, code: ProblemCode): boolean {
  const { about = [] }: ProblemRow = problemTable[code]
  return about.includes(topic)
}
