import { chartNames } from '../../knowledge/charts/component.ts'
import { exportTargetNames, policyActions } from '../../output/export/export-format.ts'
import { imageFormats } from '../../output/images/image-format.ts'
import { faultOfAcceptance, faultOfKubernetesVersion } from './faults.ts'
import type { Flag } from './flag.ts'
import { reportingCommands } from './for-commands.ts'

/** Flags for messages, lists and reports. */
export const messageFlags = [
  {
    name: 'chart',
    type: 'text',
    value: 'CHART',
    words: chartNames,
    help: 'the chart the values are for; by default the one the stream was rendered from',
    group: 'Messages and reports',
    commands: ['values'],
  },
  {
    name: 'output',
    short: 'o',
    type: 'text',
    value: 'FORMAT',
    words: imageFormats,
    help: 'how images are listed; the last ones are copy jobs, see docs/air-gap.md',
    group: 'Messages and reports',
    commands: ['images', 'preflight'],
    meanings: {
      preflight: {
        value: 'FORMAT',
        words: ['table', 'json'],
        help: 'what was found, as a table (default) or as data',
      },
    },
  },
  {
    name: 'unresolved',
    type: 'switch',
    help: 'list only images that have no target, or whose version an operator chooses',
    group: 'Messages and reports',
    commands: ['images'],
  },
  {
    name: 'to',
    type: 'text',
    value: 'TARGET',
    words: exportTargetNames,
    form: /^(?:oci|tar):./,
    help: 'export: the system that is to hold the rules; copy: oci:DIR or tar:FILE to carry images in',
    group: 'Messages and reports',
    commands: ['export', 'copy'],
    meanings: {
      export: { value: 'TARGET', words: exportTargetNames, help: 'the system that is to hold the rules' },
      copy: {
        value: 'oci:DIR|tar:FILE',
        form: /^(?:oci|tar):./,
        help: 'copy into this folder or archive, to be carried across an air gap, instead of to the registry',
      },
    },
  },
  {
    name: 'kubernetes-version',
    type: 'text',
    value: 'VERSION',
    help: 'the release of the cluster, as in 1.35: it decides the API version of policies',
    group: 'Messages and reports',
    commands: ['export'],
    faultOf: faultOfKubernetesVersion,
  },
  {
    name: 'action',
    type: 'text',
    value: 'ACTION',
    words: policyActions,
    help: 'what a validating policy does about an image outside: warn (default), deny or audit',
    group: 'Messages and reports',
    commands: ['export'],
  },
  {
    name: 'show-secrets',
    type: 'switch',
    help: 'show values of Secrets and of password, token and secret variables around changes, as patch needs them',
    group: 'Messages and reports',
    commands: ['diff'],
  },
  {
    name: 'exit-code',
    type: 'switch',
    help: 'end with exit code 1 when something would change',
    group: 'Messages and reports',
    commands: ['diff'],
  },
  {
    name: 'report',
    type: 'list',
    value: 'FILE',
    help: 'write what was done, image by image; the format is that of the file name: .json, .sarif, .md or .html; also when the run fails; - shows it as Markdown',
    group: 'Messages and reports',
    commands: reportingCommands,
  },
  {
    name: 'accept',
    type: 'list',
    value: 'CODE[=PATTERN]',
    help: 'accept a known problem: all of one code, or those about an image or an object (Kind/name); accepted problems are counted',
    group: 'Messages and reports',
    faultOf: faultOfAcceptance,
  },
  {
    name: 'strict',
    type: 'switch',
    help: 'a warning is an error',
    group: 'Messages and reports',
  },
  {
    name: 'log-file',
    type: 'text',
    value: 'FILE',
    help: 'also append all messages to FILE (Helm 4 drops the messages of a post-renderer)',
    group: 'Messages and reports',
  },
  {
    name: 'quiet',
    short: 'q',
    type: 'switch',
    help: 'print errors only; the log file still gets everything',
    group: 'Messages and reports',
  },
  {
    name: 'verbose',
    short: 'v',
    type: 'switch',
    help: 'print every change, with its place and its rule',
    group: 'Messages and reports',
  },
  {
    name: 'color',
    type: 'text',
    value: 'WHEN',
    words: ['auto', 'always', 'never'],
    help: 'auto (default: on a terminal, unless NO_COLOR is set), always or never',
    group: 'Messages and reports',
  },
  {
    name: 'help',
    short: 'h',
    type: 'switch',
    help: 'show this help',
    group: 'Messages and reports',
    hasVariable: false,
  },
  {
    name: 'version',
    type: 'switch',
    help: 'show the version',
    group: 'Messages and reports',
    hasVariable: false,
  },
] as const satisfies readonly Flag[]
