import type { ExportInput, ExportOutput } from './export-target.ts'
import { prefixRows, type PrefixRow } from './prefix-rows.ts'
import { printYaml } from './print-yaml.ts'

/** The two kinds: each is for pulls by digest, or by tag, alone. */
const kinds = [
  { kind: 'ImageDigestMirrorSet', list: 'imageDigestMirrors' },
  { kind: 'ImageTagMirrorSet', list: 'imageTagMirrors' },
] as const

/**
 * Mirror sets for the nodes of OpenShift. What stays is its own mirror.
 * Source: https://docs.redhat.com/en/documentation/openshift_container_platform/4.16/html/config_apis/imagedigestmirrorset-config-openshift-io-v1
 */
export function writeMirrorSets(input: ExportInput): ExportOutput {
  const { rows, problems } = prefixRows(input)
  const objects = kinds.map(({ kind, list }) => ({
    apiVersion: 'config.openshift.io/v1',
    kind,
    metadata: { name: 'k8ssandra-relocate' },
    spec: { [list]: rows.map(entryOf) },
  }))
  const comment = [
    'Sends pulls to the private registry on the nodes of OpenShift.',
    'Made by "k8ssandra-relocate export" from a configuration: change that and export again.',
  ]
  return { text: printYaml(comment, objects), problems }
}

function entryOf({ source, target }: PrefixRow): object {
  const mirrorSourcePolicy = source === target ? 'AllowContactingSource' : 'NeverContactSource'
  return { source, mirrors: [target], mirrorSourcePolicy }
}
