import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { inexpressible, type ExportInput, type ExportOutput } from './export-target.ts'
import { header } from './header.ts'
import { prefixRows } from './prefix-rows.ts'
import type { PrefixRow } from './rule-prefixes.ts'
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
    spec: { [list]: rows.flatMap(entriesOf) },
  }))
  const comment = header('Sends pulls to the private registry on the nodes of OpenShift.')
  return {
    text: printYaml(comment, objects),
    problems: [...problems, ...rows.filter(({ target }) => target === undefined).map(blockedProblem)],
  }
}

function entriesOf({ source, target }: PrefixRow): readonly object[] {
  if (target === undefined) return []
  const mirrorSourcePolicy = source === target ? 'AllowContactingSource' : 'NeverContactSource'
  return [{ source, mirrors: [target], mirrorSourcePolicy }]
}

function blockedProblem({ source }: PrefixRow): Problem {
  return inexpressible(
    `mirror sets cannot block ${printable(source)}: they only redirect`,
    'use --to registries.conf, or "spec.registrySources.blockedRegistries" of the cluster\'s Image configuration',
  )
}
