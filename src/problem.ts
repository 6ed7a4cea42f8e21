/**
 * What went wrong, or needs a person's eye. A problem is a value: it is collected, sorted, printed and turned into an
 * exit code; it is never thrown.
 */
export type Problem = {
  readonly code: ProblemCode
  /** What was found, quoting it. One line, no final stop. */
  readonly message: string
  /** What the person can do about it. One line, no final stop. */
  readonly remedy: string
  readonly place?: Place
  /** The image it is about, as written. */
  readonly image?: string | undefined
  /** Why it may be as it is, where the user has accepted it: it then fails no run. */
  readonly accepted?: string
}

/** Where in the input. Lines and columns count from 1 in the stream (or file) as it was read. */
export type Place = {
  /** The file given on the command line; undefined for standard input. */
  readonly file?: string | undefined
  /** The chart template: Helm's `# Source:` comment or its filename annotation. */
  readonly source?: string | undefined
  readonly line?: number | undefined
  readonly column?: number | undefined
  /** `Kind/name`, as far as the document says. */
  readonly object?: string | undefined
  /** The field, as in `spec/template/spec/containers[0]/image`. */
  readonly path?: string | undefined
}

/**
 * What a problem means for the run.
 *
 * - `input`: the input cannot be handled; exit 1.
 * - `usage`: the program was called wrongly; exit 2.
 * - `policy`: the input is fine, but what was asked for must not be done; exit 3.
 * - `warning`: the run goes on; with `--strict` it counts as `policy`.
 * - `note`: informational; it never counts, not even with `--strict`.
 */
export type Severity = 'input' | 'usage' | 'policy' | 'warning' | 'note'

/** Every problem there is. `docs/problems.md` is made from this table. */
export const problemTable = {
  STREAM_NOT_TEXT: { severity: 'input', title: 'The input is not UTF-8 text' },
  STREAM_TOO_LARGE: { severity: 'input', title: 'The input does not fit into memory' },
  STREAM_EMPTY: { severity: 'input', title: 'Nothing came in' },
  MANIFEST_UNREADABLE: { severity: 'input', title: 'A document cannot be read as YAML' },
  REFERENCE_INVALID: { severity: 'input', title: 'A text in an image field is not an image reference' },
  EMBEDDED_UNREADABLE: { severity: 'input', title: 'YAML inside a text cannot be read' },
  FILE_UNREADABLE: { severity: 'input', title: 'A file cannot be read or written' },
  CLUSTER_UNREADABLE: { severity: 'input', title: 'A cluster cannot be read, or not all of it' },
  PROGRAM_FAULT: { severity: 'input', title: 'The program itself failed' },
  USAGE_INVALID: { severity: 'usage', title: 'A flag or an argument is wrong' },
  CONFIG_UNREADABLE: { severity: 'usage', title: 'A configuration file cannot be read' },
  CONFIG_INVALID: { severity: 'usage', title: 'A configuration file is not valid' },
  MAPPING_INVALID: {
    severity: 'usage',
    title: 'A mapping of another tool is not valid or not supported',
  },
  VALUES_INVALID: { severity: 'usage', title: 'A values file is not valid' },
  VARIABLE_UNKNOWN: { severity: 'usage', title: 'An environment variable looks like a misspelt one of ours' },
  RULE_INVALID: { severity: 'usage', title: 'A relocation rule is not valid' },
  TARGET_COLLISION: { severity: 'policy', title: 'Two different images would land on one target' },
  IMAGE_UNMAPPED: { severity: 'policy', title: 'No rule says where an image goes' },
  IMAGE_LEAK: { severity: 'policy', title: 'An image is outside the target registry' },
  IMAGE_MISSING: { severity: 'policy', title: 'The registry does not have an image, or not for a platform' },
  LOCK_UNCOVERED: { severity: 'policy', title: 'The lock does not have an image' },
  COPY_FAILED: { severity: 'policy', title: 'An image could not be copied' },
  IMAGE_FORBIDDEN: { severity: 'policy', title: 'The registry refuses to hand an image out' },
  REGISTRY_UNREACHABLE: { severity: 'policy', title: 'A registry gives no usable answer' },
  REGISTRY_CONTRADICTORY: { severity: 'policy', title: 'A registry contradicts itself' },
  SECRET_MISSING: { severity: 'policy', title: 'A pull secret is not in the cluster' },
  SECRET_UNFIT: { severity: 'policy', title: 'The kubelet cannot use a pull secret' },
  SECRET_WITHOUT_ENTRY: { severity: 'policy', title: 'No pull secret of a pod is for one of its images' },
  ACCOUNT_MISSING: { severity: 'policy', title: 'A service account is not in the cluster' },
  LIST_EMPTY: { severity: 'policy', title: 'No image can be listed in the format asked for' },
  TARGET_INEXPRESSIBLE: {
    severity: 'policy',
    title: 'A target cannot be expressed in the fields of a resource',
  },
  EDIT_REFUSED: { severity: 'policy', title: 'A change cannot be written where it belongs' },
  EXPORT_INEXPRESSIBLE: {
    severity: 'policy',
    title: 'Another system cannot hold a rule of the configuration',
  },
  TEXT_UNREAD: { severity: 'warning', title: 'A document has text behind its end, which is ignored' },
  REFERENCE_PLACEHOLDER: { severity: 'warning', title: 'An image field holds a placeholder, not an image' },
  IMAGE_POSSIBLE: { severity: 'warning', title: 'A text may name an image that is outside' },
  RULE_UNUSED: { severity: 'warning', title: 'A rule that nothing in the run matched' },
  VALUES_QUIRK: { severity: 'warning', title: 'A values file follows the documentation where that is wrong' },
  VALUES_WITHOUT_EFFECT: { severity: 'warning', title: 'A key of a values file has no effect' },
  VALUE_MISSING: { severity: 'warning', title: 'No value of a chart sets an image' },
  ACCOUNT_HALF_DONE: {
    severity: 'warning',
    title: 'A service account was named, and something else has to follow by hand',
  },
  DIGEST_MISSING: { severity: 'warning', title: 'A format names images by digest, and an image has none' },
  ACCOUNT_MASKED: { severity: 'warning', title: 'A list of pull secrets hides those of the service account' },
  LOCK_STALE: {
    severity: 'warning',
    title: 'The lock has an image that is no longer pulled, or another digest',
  },
  COPY_UNCHECKED: { severity: 'warning', title: 'A copied image could not be looked at where it went' },
  CLUSTER_UNKNOWN: { severity: 'warning', title: 'Something in the cluster could not be looked at' },
  LOCK_INEXPRESSIBLE: { severity: 'note', title: 'An image is pinned by its tag only' },
  TAG_MOVED: { severity: 'note', title: 'A tag names another digest in the registry than in the manifests' },
  SECRETS_MALFORMED: { severity: 'warning', title: 'A list of pull secrets is written as something else' },
  SECRET_WITHOUT_ROOM: { severity: 'warning', title: 'A field has no room for another pull secret' },
  TARGET_LEFT_OUT: {
    severity: 'warning',
    title: 'A field for several images cannot express their targets',
  },
  OPERATOR_VERSION_UNKNOWN: {
    severity: 'warning',
    title: 'The version of an operator is unknown, and so are the images it pulls',
  },
  SECRET_BY_ACCOUNT: {
    severity: 'warning',
    title: 'Pods get pull secrets only from an account outside the stream',
  },
  SECRET_WITHOUT_FIELD: {
    severity: 'warning',
    title: 'A resource pulls relocated images, and no field of it is known to take pull secrets',
  },
  SECRET_HIDES_ACCOUNT: {
    severity: 'warning',
    title: 'Pods with images that are not relocated lose the pull secrets of an account outside the run',
  },
  SECRET_BESIDE_ACCOUNT: {
    severity: 'note',
    title: 'A new list of pull secrets hides that of an account outside the run',
  },
  IMAGE_CONFIG_IGNORED: { severity: 'warning', title: 'The operator ignores a part of its ImageConfig' },
  IMAGE_CONFIG_BROKEN: {
    severity: 'warning',
    title: 'The operator cannot read its ImageConfig: a bug of the chart',
  },
  TARGET_READ_AS_HUB: {
    severity: 'warning',
    title: 'Container runtimes read the target as a Docker Hub name',
  },
  IMAGE_CONFIG_HARMLESS: {
    severity: 'note',
    title: 'The operator ignores a key of its ImageConfig that does not affect images',
  },
  HELM_LINES: { severity: 'note', title: 'Lines of Helm itself are ahead of the manifests' },
  LINK_NOT_FOLLOWED: { severity: 'note', title: 'A link to a directory is not followed' },
  FILE_DETACHED: { severity: 'note', title: 'A file that was replaced had other names' },
  EXPORT_LIMITED: { severity: 'note', title: 'Another system does less than the program' },
} as const satisfies Record<string, { severity: Severity; title: string }>

export type ProblemCode = keyof typeof problemTable

/** What the program asks about a problem, and the codes of which it is true. */
const topics = {
  /** An image is outside in what was written. */
  leak: ['IMAGE_LEAK'],
  /** A reason why an image stays outside: `verify`, which sees the output only, calls each of them a leak. */
  outside: ['IMAGE_LEAK', 'IMAGE_UNMAPPED', 'TARGET_INEXPRESSIBLE', 'TARGET_LEFT_OUT'],
  possible: ['IMAGE_POSSIBLE', 'OPERATOR_VERSION_UNKNOWN'],
  collision: ['TARGET_COLLISION'],
  /** Not everything was read, or something that is no image stands for one. */
  gap: [
    'MANIFEST_UNREADABLE',
    'EMBEDDED_UNREADABLE',
    'REFERENCE_INVALID',
    'REFERENCE_PLACEHOLDER',
    'STREAM_TOO_LARGE',
  ],
  nothing: ['STREAM_EMPTY', 'LIST_EMPTY'],
  account: ['SECRET_BY_ACCOUNT', 'SECRET_HIDES_ACCOUNT', 'SECRET_BESIDE_ACCOUNT'],
  'hidden-account': ['SECRET_HIDES_ACCOUNT', 'SECRET_BESIDE_ACCOUNT'],
} as const satisfies Record<string, readonly ProblemCode[]>

export type Topic = keyof typeof topics

export function isAbout(topic: Topic, code: ProblemCode): boolean {
  const codes: readonly ProblemCode[] = topics[topic]
  return codes.includes(code)
}

/** The severity of a problem: from its code alone, unless it was accepted. */
export function severityOf({ code, accepted }: Problem): Severity {
  return accepted === undefined ? problemTable[code].severity : 'note'
}

/** Whether a run with this problem gives no output. */
export function isFatal(problem: Problem): boolean {
  const severity = severityOf(problem)
  return severity !== 'warning' && severity !== 'note'
}
