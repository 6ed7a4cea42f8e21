import { quote } from '../reference/quote.ts'
import { suggestion } from '../config/spelling.ts'
import { problemTable } from '../problem.ts'
import { acceptableCodes } from '../rules/accept.ts'
import { digestWords, unmappedWords } from '../rules/rule-config.ts'
import { operatorNames } from '../knowledge/operators/operator.ts'
import { parseVersion } from '../knowledge/version.ts'
import { layouts } from '../rules/layout.ts'
import { faultOfSecretName, secretNameRemedy } from '../config/secret-name.ts'
import { chartNames } from '../knowledge/charts/component.ts'
import { imageFormats } from '../output/images/image-format.ts'
import { exportTargetNames, minorOf, policyActions } from '../output/export/export-format.ts'

/** Something wrong with one value: what, and what to do. */
export type FlagFault = { readonly message: string; readonly remedy: string }

/**
 * One flag of the command line.
 *
 * - `text` takes one value, the last one given counts.
 * - `list` may be repeated; its variable parts the items by commas.
 * - `mappings` is a list of SOURCE=TARGET.
 * - `switch` takes no value on the command line (`--strict=false` undoes it), true or false in its variable.
 */
export type Flag = {
  readonly name: string
  readonly short?: string
  readonly type: 'text' | 'list' | 'mappings' | 'switch'
  /** What stands for the value in the help. */
  readonly value?: string
  /** The only values there are, but for those of the form. */
  readonly words?: readonly string[]
  /** Values that are taken besides the words. */
  readonly form?: RegExp
  readonly help: string
  readonly group: FlagGroup
  /** The commands that know it; absent for a flag of all of them. The filter is `filter`. */
  readonly commands?: readonly string[]
  /** False for what makes no sense in a variable. */
  readonly hasVariable?: false
  readonly faultOf?: (value: string) => FlagFault | undefined
}

export const flagGroups = ['Where images go', 'Files', 'Registry and cluster', 'What is said'] as const
export type FlagGroup = (typeof flagGroups)[number]

/** The commands that leave a report. */
export const reportingCommands: readonly string[] = ['filter', 'verify', 'preflight']

/** The commands that ask registries, and those that ask a cluster. */
const registryCommands: readonly string[] = ['preflight', 'copy', 'images']
const clusterCommands: readonly string[] = ['preflight', 'doctor', 'verify']

/** Every flag. Parsing, the variables, the help and (later) completion and the manual page are made from this table. */
export const flags = [
  {
    name: 'registry',
    short: 'r',
    type: 'text',
    value: 'HOST[:PORT][/PREFIX]',
    help: 'where images go unless a mirror says otherwise',
    group: 'Where images go',
  },
  {
    name: 'layout',
    type: 'text',
    value: 'LAYOUT',
    words: layouts,
    help: 'below the target: preserve the repository path (default), flatten it to its last part, or put the full source host in front',
    group: 'Where images go',
  },
  {
    name: 'mirror',
    short: 'm',
    type: 'mappings',
    value: 'SOURCE=TARGET',
    help: 'send what is below SOURCE to TARGET; the longest match wins',
    group: 'Where images go',
  },
  {
    name: 'image',
    short: 'i',
    type: 'mappings',
    value: 'SOURCE=TARGET',
    help: 'send one exact image to TARGET, with the tag and digest of TARGET if it has any',
    group: 'Where images go',
  },
  {
    name: 'exclude',
    short: 'x',
    type: 'list',
    value: 'PATTERN',
    help: 'leave these images alone',
    group: 'Where images go',
  },
  {
    name: 'unmapped',
    type: 'text',
    value: 'WHAT',
    words: unmappedWords,
    help: 'an image that no rule takes: refuse it (default), or keep it as it is and count it',
    group: 'Where images go',
  },
  {
    name: 'digests',
    type: 'text',
    value: 'WHAT',
    words: digestWords,
    help: 'whether relocated images keep their digest (default) or drop it, for a registry that repacks images',
    group: 'Where images go',
  },
  {
    name: 'pull-secret',
    short: 's',
    type: 'list',
    value: 'NAME',
    help: 'add this secret to imagePullSecrets wherever pods need it',
    group: 'Where images go',
    faultOf: faultOfSecret,
  },
  {
    name: 'pass-through',
    type: 'switch',
    help: 'without anything to relocate, copy the stream unchanged instead of refusing to run',
    group: 'Where images go',
    commands: ['filter', 'diff'],
  },
  {
    name: 'operator',
    type: 'list',
    value: 'NAME=VERSION',
    help: 'this version of an operator runs although it is not in the stream, as in cass-operator=1.27.1',
    group: 'Where images go',
    faultOf: faultOfOperator,
  },
  {
    name: 'allow',
    type: 'list',
    value: 'REGISTRY',
    help: 'images below this registry may stay where they are, HOST[:PORT][/PATH]',
    group: 'Where images go',
    commands: ['verify'],
  },
  {
    name: 'cluster',
    type: 'switch',
    help: 'look at what runs in the cluster instead of a stream: pods and custom resources; reading only',
    group: 'Where images go',
    commands: ['verify'],
  },
  {
    name: 'all-namespaces',
    short: 'A',
    type: 'switch',
    help: 'look at all namespaces of the cluster',
    group: 'Where images go',
    commands: ['verify'],
  },
  {
    name: 'config',
    short: 'c',
    type: 'list',
    value: 'FILE',
    help: 'configuration file, later ones win; k8ssandra-relocate.yaml in the working directory when none is named',
    group: 'Files',
  },
  {
    name: 'no-config',
    type: 'switch',
    help: 'take no configuration from the working directory',
    group: 'Files',
  },
  {
    name: 'mapping',
    type: 'list',
    value: 'FILE',
    help: 'mapping kept for another tool: registries.conf, ImageDigestMirrorSet and its kin, registries.yaml of K3s, a kustomization, or lines of source and target',
    group: 'Files',
  },
  {
    name: 'helm',
    type: 'text',
    value: 'PATH',
    help: 'the Helm to render a chart with; the one on the search path when none is named',
    group: 'Files',
    commands: ['values'],
  },
  {
    name: 'values',
    short: 'f',
    type: 'list',
    value: 'FILE',
    help: 'values file of the K8ssandra chart: its images, service accounts and pull secrets are taken over',
    group: 'Files',
  },
  {
    name: 'in-place',
    type: 'switch',
    help: 'write each file back to where it was read, all of them or none',
    group: 'Files',
    commands: ['filter'],
  },
  {
    name: 'output-dir',
    type: 'text',
    value: 'DIR',
    help: 'write the files below DIR, under the paths they had',
    group: 'Files',
    commands: ['filter'],
  },
  {
    name: 'chart',
    type: 'text',
    value: 'CHART',
    words: chartNames,
    help: 'the chart the values are for; by default the one the stream was rendered from',
    group: 'What is said',
    commands: ['values'],
  },
  {
    name: 'output',
    short: 'o',
    type: 'text',
    value: 'FORMAT',
    words: imageFormats,
    help: 'how images are listed; the last ones are copy jobs, see docs/air-gap.md',
    group: 'What is said',
    commands: ['images', 'preflight'],
  },
  {
    name: 'unresolved',
    type: 'switch',
    help: 'list only images that have no target, or whose version an operator chooses',
    group: 'What is said',
    commands: ['images'],
  },
  {
    name: 'namespace',
    short: 'n',
    type: 'text',
    value: 'NAMESPACE',
    help: 'look in the cluster at this namespace; for preflight, where what names no namespace goes',
    group: 'Registry and cluster',
    commands: ['doctor', 'verify', 'preflight'],
  },
  {
    name: 'context',
    type: 'text',
    value: 'NAME',
    help: 'look at the cluster of this context of the kubeconfig',
    group: 'Registry and cluster',
    commands: clusterCommands,
  },
  {
    name: 'kubeconfig',
    type: 'text',
    value: 'FILE',
    help: 'the kubeconfig, instead of KUBECONFIG and ~/.kube/config',
    group: 'Registry and cluster',
    commands: clusterCommands,
  },
  {
    name: 'as-node',
    type: 'switch',
    help: 'ask for each image with exactly the credentials that the pods have, as the kubelet would, from here',
    group: 'Registry and cluster',
    commands: ['preflight'],
  },
  {
    name: 'platform',
    type: 'list',
    value: 'OS/ARCH',
    help: 'for which platforms images must be there; by default those of the nodes, else linux/amd64',
    group: 'Registry and cluster',
    commands: ['preflight'],
    faultOf: faultOfPlatform,
  },
  {
    name: 'ca-file',
    type: 'text',
    value: 'FILE',
    help: 'trust the authorities in this file as well',
    group: 'Registry and cluster',
    commands: registryCommands,
  },
  {
    name: 'insecure-registry',
    type: 'list',
    value: 'HOST[:PORT]',
    help: 'take any certificate of this registry, and plain HTTP',
    group: 'Registry and cluster',
    commands: registryCommands,
  },
  {
    name: 'timeout',
    type: 'text',
    value: 'DURATION',
    help: 'end after this time, as in 90s or 5m; for preflight one minute for all questions by default, for copy four hours',
    group: 'Registry and cluster',
    commands: [...registryCommands, 'doctor'],
    faultOf: faultOfTimeout,
  },
  {
    name: 'jobs',
    type: 'text',
    value: 'NUMBER',
    help: 'how much is done at a time; 6 by default',
    group: 'Registry and cluster',
    commands: registryCommands,
    faultOf: faultOfJobs,
  },
  {
    name: 'to',
    type: 'text',
    value: 'TARGET',
    words: exportTargetNames,
    form: /^(?:oci|tar):./,
    help: 'the system that is to hold the rules; for copy, oci:DIR or tar:FILE to carry images in',
    group: 'What is said',
    commands: ['export', 'copy'],
  },
  {
    name: 'lock',
    type: 'text',
    value: 'FILE',
    help: 'write each image with the digest it has in this lock; for images, write the lock',
    group: 'Where images go',
    commands: ['filter', 'images', 'diff', 'preflight', 'copy'],
  },
  {
    name: 'resolve-at',
    type: 'text',
    value: 'WHERE',
    words: ['source', 'target'],
    help: 'where a lock looks digests up; at the source by default',
    group: 'Registry and cluster',
    commands: ['images'],
  },
  {
    name: 'from',
    type: 'text',
    value: 'oci:DIR|tar:FILE',
    help: 'copy from a folder or archive that --to has filled; without files, everything in it',
    group: 'Registry and cluster',
    commands: ['copy'],
  },
  {
    name: 'with',
    type: 'text',
    value: 'PROGRAM',
    words: ['skopeo', 'crane', 'regctl'],
    help: 'the program that copies; by default the first that is there',
    group: 'Registry and cluster',
    commands: ['copy'],
  },
  {
    name: 'signatures',
    type: 'switch',
    help: 'copy the tags of cosign beside each image as well; regctl also copies referrers',
    group: 'Registry and cluster',
    commands: ['copy'],
  },
  {
    name: 'repository-hook',
    type: 'text',
    value: 'COMMAND',
    help: 'a shell command before the first copy to each $REPOSITORY of a $REGISTRY; ECR has one by default',
    group: 'Registry and cluster',
    commands: ['copy'],
  },
  {
    name: 'kubernetes-version',
    type: 'text',
    value: 'VERSION',
    help: 'the release of the cluster, as in 1.35: it decides the API version of policies',
    group: 'What is said',
    commands: ['export'],
    faultOf: faultOfKubernetesVersion,
  },
  {
    name: 'action',
    type: 'text',
    value: 'ACTION',
    words: policyActions,
    help: 'what a validating policy does about an image outside: warn (default), deny or audit',
    group: 'What is said',
    commands: ['export'],
  },
  {
    name: 'show-secrets',
    type: 'switch',
    help: 'show values of Secrets and of password, token and secret variables around changes, as patch needs them',
    group: 'What is said',
    commands: ['diff'],
  },
  {
    name: 'exit-code',
    type: 'switch',
    help: 'end with exit code 1 when something would change',
    group: 'What is said',
    commands: ['diff'],
  },
  {
    name: 'report',
    type: 'list',
    value: 'FILE',
    help: 'write what was done, image by image, as FILE.json, .sarif, .md or .html says; also when the run fails; - shows it as Markdown',
    group: 'What is said',
    commands: reportingCommands,
  },
  {
    name: 'accept',
    type: 'list',
    value: 'CODE[=PATTERN]',
    help: 'let a known problem pass: all of one code, or those about an image or an object (Kind/name); it is counted',
    group: 'What is said',
    faultOf: faultOfAcceptance,
  },
  {
    name: 'strict',
    type: 'switch',
    help: 'a warning is an error',
    group: 'What is said',
  },
  {
    name: 'log-file',
    type: 'text',
    value: 'FILE',
    help: 'append everything that is said to FILE as well (Helm 4 shows nobody what a post-renderer says)',
    group: 'What is said',
  },
  {
    name: 'quiet',
    short: 'q',
    type: 'switch',
    help: 'say nothing but errors; the log file still gets all',
    group: 'What is said',
  },
  {
    name: 'verbose',
    short: 'v',
    type: 'switch',
    help: 'name every change, with its place and the rule that asked for it',
    group: 'What is said',
  },
  {
    name: 'color',
    type: 'text',
    value: 'WHEN',
    words: ['auto', 'always', 'never'],
    help: 'auto (default: on a terminal, unless NO_COLOR is set), always or never',
    group: 'What is said',
  },
  {
    name: 'help',
    short: 'h',
    type: 'switch',
    help: 'show this help',
    group: 'What is said',
    hasVariable: false,
  },
  {
    name: 'version',
    type: 'switch',
    help: 'show the version',
    group: 'What is said',
    hasVariable: false,
  },
] as const satisfies readonly Flag[]

export type FlagName = (typeof flags)[number]['name']

export const variablePrefix = 'K8SSANDRA_RELOCATE_'

/** The environment variable that says the same as a flag, or undefined when there is none. */
export function variableOf(flag: Flag): string | undefined {
  if (flag.hasVariable === false) return undefined
  return variablePrefix + flag.name.toUpperCase().replaceAll('-', '_')
}

/** What `--accept` says: the pattern is an object where it begins as one, else an image. */
export function acceptanceOf(value: string): { code: string; image?: string; object?: string } {
  const equals = value.indexOf('=')
  if (equals === -1) return { code: value }
  const [code, pattern] = [value.slice(0, equals), value.slice(equals + 1)]
  return /^(?:[A-Z]|\*+\/)/.test(pattern) ? { code, object: pattern } : { code, image: pattern }
}

function faultOfAcceptance(value: string): FlagFault | undefined {
  const { code, image, object } = acceptanceOf(value)
  if (image === '' || object === '')
    return { message: 'nothing behind "="', remedy: 'write CODE=PATTERN, or CODE alone' }
  if (acceptableCodes.some(known => known === code)) return undefined
  return Object.hasOwn(problemTable, code)
    ? { message: `${code} cannot be accepted`, remedy: 'correct what it says' }
    : { message: `unknown code ${JSON.stringify(code)}`, remedy: suggestion(code, acceptableCodes) }
}

/** What `--operator` says. */
export function operatorSetting(value: string): readonly [name: string, version: string] {
  const equals = value.indexOf('=')
  return equals === -1 ? [value, ''] : [value.slice(0, equals), value.slice(equals + 1)]
}

function faultOfOperator(value: string): FlagFault | undefined {
  const [name, version] = operatorSetting(value)
  if (!operatorNames.some(known => known === name))
    return { message: `unknown operator ${quote(name)}`, remedy: suggestion(name, operatorNames) }
  if (parseVersion(version) !== undefined) return undefined
  return { message: `not a version: ${quote(version)}`, remedy: `write it as in ${name}=1.27.1` }
}

function faultOfSecret(name: string): FlagFault | undefined {
  const fault = faultOfSecretName(name)
  return fault === undefined
    ? undefined
    : { message: `not the name of a Secret: ${quote(name)} ${fault}`, remedy: secretNameRemedy }
}

function faultOfKubernetesVersion(version: string): FlagFault | undefined {
  return minorOf(version) === undefined
    ? {
        message: `not a version of Kubernetes: ${JSON.stringify(version)}`,
        remedy: 'write it as "kubectl version" does: 1.35, or v1.35.4',
      }
    : undefined
}

function faultOfPlatform(text: string): FlagFault | undefined {
  return /^[a-z0-9]+\/[a-z0-9_-]+(?:\/[a-z0-9.]+)?$/.test(text)
    ? undefined
    : { message: `no platform: ${quote(text)}`, remedy: 'write OS/ARCH, as in linux/arm64' }
}

function faultOfTimeout(text: string): FlagFault | undefined {
  return /^[1-9]\d{0,5}[smh]?$/.test(text)
    ? undefined
    : {
        message: `no duration: ${quote(text)}`,
        remedy: 'write seconds, minutes or hours, as in 90s, 5m or 1h',
      }
}

function faultOfJobs(text: string): FlagFault | undefined {
  return /^[1-9]\d?$/.test(text)
    ? undefined
    : { message: `no number of jobs: ${quote(text)}`, remedy: 'write a number from 1 to 99' }
}
