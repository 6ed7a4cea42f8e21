import { chartNames } from '../../knowledge/charts/component.ts'
import { exportTargetNames, policyActions } from '../../output/export/export-format.ts'
import { imageFormats } from '../../output/images/image-format.ts'
import { faultOfKubernetesVersion, faultOfKyvernoVersion } from './version-faults.ts'
import type { Flag } from './flag.ts'

/** Flags for what commands print instead of manifests. */
export const listFlags = [
  {
    name: 'chart',
    type: 'text',
    value: 'CHART',
    words: chartNames,
    help: 'the chart to print values for; by default the one the stream was rendered from',
    group: 'Lists and exports',
    commands: ['values'],
  },
  {
    name: 'output',
    short: 'o',
    type: 'text',
    value: 'FORMAT',
    words: imageFormats,
    help: 'how to print the list; formats from skopeo on are copy jobs, see docs/air-gap.md',
    group: 'Lists and exports',
    commands: ['images', 'preflight'],
    otherwise: 'leave it out; to write to a file, use > FILE or --output-dir=DIR',
    meanings: {
      preflight: {
        value: 'FORMAT',
        words: ['table', 'json'],
        help: 'print the results as a table (default) or as data',
      },
    },
  },
  {
    name: 'unresolved',
    type: 'switch',
    help: 'list only images without a target, or whose version an operator chooses',
    group: 'Lists and exports',
    commands: ['images'],
  },
  {
    name: 'to',
    type: 'text',
    value: 'TARGET',
    words: exportTargetNames,
    form: /^(?:oci|tar):./,
    help: 'export: the system to print the rules for; copy: oci:DIR or tar:FILE to carry images in',
    group: 'Lists and exports',
    commands: ['export', 'copy'],
    meanings: {
      export: { value: 'TARGET', words: exportTargetNames, help: 'the system to print the rules for' },
      copy: {
        value: 'oci:DIR|tar:FILE',
        form: /^(?:oci|tar):./,
        help: 'copy into this folder or archive, to carry across an air gap, instead of to the registry',
      },
    },
  },
  {
    name: 'docker-config',
    type: 'text',
    value: 'FILE',
    help: 'with --to pull-secrets: take user and password from this file of docker login, such as ~/.docker/config.json',
    group: 'Lists and exports',
    commands: ['export'],
    needs: { export: ['to=pull-secrets'] },
  },
  {
    name: 'kubernetes-version',
    type: 'text',
    value: 'VERSION',
    help: 'the version of the cluster, such as 1.35; it decides the API version of policies',
    group: 'Lists and exports',
    commands: ['export'],
    needs: { export: ['to=admission-policy', 'to=validating-policy'] },
    faultOf: faultOfKubernetesVersion,
  },
  {
    name: 'kyverno-version',
    type: 'text',
    value: 'VERSION',
    help: 'the version of Kyverno, such as 1.19; before 1.16, policies are of kind ClusterPolicy',
    group: 'Lists and exports',
    commands: ['export'],
    needs: { export: ['to=kyverno'] },
    faultOf: faultOfKyvernoVersion,
  },
  {
    name: 'action',
    type: 'text',
    value: 'ACTION',
    words: policyActions,
    help: 'what a validating policy does with an image outside: warn (default), deny or audit',
    group: 'Lists and exports',
    commands: ['export'],
    needs: { export: ['to=validating-policy', 'to=kyverno'] },
  },
  {
    name: 'show-secrets',
    type: 'switch',
    help: 'show the values of Secrets and of password, token and secret variables near changes; patch needs them',
    group: 'Lists and exports',
    commands: ['diff'],
  },
  {
    name: 'exit-code',
    type: 'switch',
    help: 'exit with code 1 if something would change',
    group: 'Lists and exports',
    commands: ['diff'],
  },
] as const satisfies readonly Flag[]
