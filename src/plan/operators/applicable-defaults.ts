import { locate } from '../../yaml/locate.ts'
import { textAt, textOf } from '../../yaml/lookup.ts'
import { parsePath } from '../../yaml/path.ts'
import type { FieldCondition, OperatorDefault } from '../../knowledge/operators/operator-default.ts'
import { defaultsForServer, type Server } from '../../knowledge/operators/operator-defaults.ts'
import { isInRange, parseVersion } from '../../knowledge/version.ts'
import type { Manifest } from '../../manifest/manifest.ts'

/**
 * The rows that come true for an object: those for its server, whose conditions hold. Whether a field names the image
 * already is not asked here.
 */
export function applicableDefaults(
  rows: readonly OperatorDefault[],
  manifest: Manifest,
): readonly OperatorDefault[] {
  const wanted = rows.filter(
    row =>
      row.wantedBy.kind === manifest.kind &&
      row.wantedBy.group === manifest.group &&
      holds(row.conditions, manifest),
  )
  const server = serverOf(manifest)
  if (server === undefined) return wanted.filter(row => row.server === undefined && row.builds === undefined)
  return defaultsForServer(wanted, server).filter(
    row => row.builds === undefined || (row.builds === 'with-client') === usesClient(server, manifest),
  )
}

/** Whether a field of the object is there and says something. */
export function isWritten(manifest: Manifest, path: string): boolean {
  return locate(manifest.text.source, manifest.root, parsePath(path)).some(({ node }) => {
    return node.type === 'mapping' ? node.pairs.length > 0 : (textOf(manifest.text.source, node) ?? '') !== ''
  })
}

/** The text of a field of the object; undefined when it is not there or empty. */
export function writtenAt(manifest: Manifest | undefined, path: string): string | undefined {
  if (manifest === undefined) return undefined
  const { text, root } = manifest
  const texts = locate(text.source, root, parsePath(path)).map(({ node }) => textOf(text.source, node))
  return texts.find(found => found !== undefined && found !== '')
}

/** The server a CassandraDatacenter or K8ssandraCluster asks for; undefined for other kinds, or without a version. */
export function serverOf(manifest: Manifest): Server | undefined {
  const paths = ['spec', 'spec/cassandra/datacenters[]', 'spec/cassandra']
  const read = (key: string): string | undefined => {
    for (const path of paths) {
      for (const { node } of locate(manifest.text.source, manifest.root, parsePath(path))) {
        const text = node.type === 'mapping' ? textAt(manifest.text.source, node, key) : undefined
        if (text !== undefined) return text
      }
    }
    return undefined
  }
  const version = read('serverVersion')
  return version === undefined ? undefined : { type: read('serverType') ?? 'cassandra', version }
}

/**
 * From cass-operator 1.17.0 on these servers have their configuration written by k8ssandra-client.
 * Source: UseClientImage in apis/cassandra/v1beta1/cassandradatacenter_types.go of v1.32.0.
 */
function usesClient(server: Server, manifest: Manifest): boolean {
  const version = parseVersion(server.version)
  if (server.type === 'hcd') return true
  if (server.type === 'cassandra' && version !== undefined && isInRange(version, '>=4.1.0')) return true
  const asked = locate(manifest.text.source, manifest.root, [
    { key: 'metadata' },
    { key: 'annotations' },
    { key: 'cassandra.datastax.com/use-new-config-builder' },
  ])
  return asked.some(({ node }) => textOf(manifest.text.source, node) === 'true')
}

function holds(conditions: readonly FieldCondition[] | undefined, manifest: Manifest): boolean {
  return (conditions ?? []).every(({ path, is }) => {
    const nodes = locate(manifest.text.source, manifest.root, parsePath(path)).map(({ node }) => node)
    switch (is) {
      case 'present':
        return nodes.length > 0
      case 'true':
        return nodes.some(node => textOf(manifest.text.source, node) === 'true')
      case 'not-false':
        return !nodes.some(node => textOf(manifest.text.source, node) === 'false')
    }
  })
}
