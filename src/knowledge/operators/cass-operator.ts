import type { OperatorDefault } from './operator-default.ts'
import { fieldOf, resources } from '../resource.ts'

const serverImage = fieldOf(resources.datacenter, 'spec/serverImage')
const builderImage = fieldOf(resources.datacenter, 'spec/configBuilderImage')
const loggerImage = fieldOf(resources.datacenter, 'spec/systemLoggerImage')
const clientImage = fieldOf(resources.imageConfig, 'images/k8ssandra-client')

const builtIn = 'cass-operator, map of images in the code of each tag'
const shipped = 'cass-operator, ImageConfig under config/ of each tag'

const base = { operator: 'cass-operator', wantedBy: resources.datacenter } as const

function logger(versions: string, reference: string, source = shipped): OperatorDefault {
  const pinnedBy = source === sidecar ? undefined : loggerImage
  const fromConfig = source === shipped ? { imageConfig: 'images/system-logger' } : {}
  return { ...base, versions, component: 'system-logger', reference, ...fromConfig, pinnedBy, source }
}

/** There is no field for the logger before 1.5.0. */
const sidecar = 'cass-operator 1.4.1, operator/pkg/reconciliation/constructor.go:548'

function builder(versions: string, reference: string, source = shipped): OperatorDefault {
  const fromConfig = source === shipped ? { imageConfig: 'images/config-builder' } : {}
  const row = { ...base, versions, component: 'config-builder', reference, ...fromConfig, source }
  return {
    ...row,
    pinnedBy: builderImage,
    when: 'from 1.17.0: the server is Cassandra before 4.1',
    builds: 'with-builder',
  }
}

function client(versions: string, reference: string | undefined): OperatorDefault {
  const when = 'the server is Cassandra 4.1 or later, or HCD: it builds its own configuration'
  const row = { ...base, versions, component: 'k8ssandra-client', reference, when }
  return {
    ...row,
    imageConfig: 'images/k8ssandra-client',
    pinnedBy: clientImage,
    source: shipped,
    builds: 'with-client',
  }
}

function server(
  versions: string,
  type: 'cassandra' | 'dse' | 'hcd',
  reference: string | undefined,
  source = shipped,
  serverVersions = '',
): OperatorDefault {
  const fromConfig = source === shipped ? { imageConfig: `types/${type}` } : {}
  const row = { ...base, versions, component: type, reference, ...fromConfig, source }
  const served = { ...row, server: { type, versions: serverVersions } }
  if (source === builtIn) return { ...served, pinnedBy: serverImage }
  return { ...served, pinnedBy: undefined, namedBy: serverImage.path, remedy: keepImageConfig }
}

/** Naming the server's image in the resource is not the same: newer operators then leave its file system writable. */
const keepImageConfig =
  "render the operator's ImageConfig with the operator: it names the server's repository"

/** Versions of Cassandra that cass-operator 1.7 has in its own map. */
const mapped = ['3.11.7', '3.11.8', '3.11.9', '3.11.10', '4.0.0']

/**
 * What cass-operator takes when a CassandraDatacenter names no image. From 1.8.0 on ImageConfig decides; the references
 * here are then those of the ImageConfig that ships with the operator, charts differ by patch level. What 1.0 to 1.4
 * take for the server and the configuration builder is not known; nor are the gaps in the lists below.
 */
export const cassOperatorDefaults: readonly OperatorDefault[] = [
  logger('>=1.0.0 <1.5.0', 'busybox', sidecar),
  logger('>=1.5.0 <1.6.0', 'busybox', builtIn),
  logger('>=1.6.0 <1.7.0', 'busybox:1.32.0-uclibc', builtIn),
  logger('>=1.7.0 <1.8.0', 'k8ssandra/system-logger:9c4c3692', builtIn),
  logger('=1.8.0', 'k8ssandra/system-logger:3f7c5793'),
  logger('>1.8.0 <1.18.0', 'k8ssandra/system-logger:v{operatorVersion}'),
  logger('>=1.18.0 <=1.27.0', 'cr.k8ssandra.io/k8ssandra/system-logger:v{operatorVersion}'),
  logger('>1.27.0', 'docker.io/k8ssandra/system-logger:v{operatorVersion}'),

  builder('>=1.5.0 <1.8.0', 'datastax/cass-config-builder:1.0.3', builtIn),
  builder('>=1.8.0 <1.10.6', 'datastax/cass-config-builder:1.0.4-ubi7'),
  builder('>=1.10.6 <1.11.0', 'datastax/cass-config-builder:1.0.5-ubi7'),
  builder('>=1.11.0 <=1.13.0', 'datastax/cass-config-builder:1.0.4-ubi7'),
  builder('>1.13.0 <1.18.0', 'datastax/cass-config-builder:1.0-ubi7'),
  builder('>=1.18.0 <1.19.0', 'cr.dtsx.io/datastax/cass-config-builder:1.0-ubi7'),
  builder('>=1.19.0 <1.26.0', 'cr.dtsx.io/datastax/cass-config-builder:1.0-ubi8'),
  builder('>=1.26.0 <=1.27.0', 'cr.dtsx.io/datastax/cass-config-builder:1.0-ubi'),
  builder('>1.27.0', 'docker.io/datastax/cass-config-builder:1.0-ubi'),

  client('>=1.17.0 <1.18.0', 'k8ssandra/k8ssandra-client:v0.2.0'),
  client('>=1.18.0 <1.19.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.2.1'),
  client('>=1.19.0 <1.20.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.2.2'),
  client('>=1.20.0 <1.21.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.3.0'),
  client('>=1.21.0 <1.22.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.4.0'),
  client('>=1.22.0 <1.24.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.5.0'),
  client('>=1.24.0 <1.26.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.7.0'),
  client('>=1.26.0 <1.27.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.8.1'),
  client('=1.27.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.8.3'),
  client('>1.27.0 <1.29.0', 'docker.io/k8ssandra/k8ssandra-client:v0.8.3'),
  client('>=1.29.0 <1.30.0', undefined),
  client('=1.30.0', 'docker.io/k8ssandra/k8ssandra-client:v0.8.8'),
  client('>1.30.0 <1.31.0', undefined),
  client('>=1.31.0', 'docker.io/k8ssandra/k8ssandra-client:v0.8.12'),

  server('>=1.5.0 <1.7.0', 'cassandra', 'datastax/cassandra-mgmtapi-3_11_7:v0.1.13', builtIn, '=3.11.7'),
  server('>=1.5.0 <1.7.0', 'dse', 'datastax/dse-server:{serverVersion}', builtIn, '>=6.8.0 <6.9.0'),
  ...mapped.map(version => {
    const reference = `k8ssandra/cass-management-api:${version}-v0.1.25`
    return server('>=1.7.0 <1.8.0', 'cassandra', reference, builtIn, `=${version}`)
  }),
  server('>=1.7.0 <1.8.0', 'cassandra', 'datastax/cassandra-mgmtapi:{serverVersion}', builtIn),
  server('>=1.7.0 <1.8.0', 'dse', 'datastax/dse-server:{serverVersion}', builtIn),

  server('>=1.8.0 <1.18.0', 'cassandra', 'k8ssandra/cass-management-api:{serverVersion}'),
  server('>=1.18.0 <1.19.0', 'cassandra', undefined),
  server('>=1.19.0 <1.20.0', 'cassandra', 'cr.k8ssandra.io/k8ssandra/cass-management-api:{serverVersion}'),
  server('>=1.20.0 <1.21.0', 'cassandra', undefined),
  server(
    '>=1.21.0 <1.23.0',
    'cassandra',
    'cr.k8ssandra.io/k8ssandra/cass-management-api:{serverVersion}-ubi8',
  ),
  server(
    '>=1.23.0 <=1.27.0',
    'cassandra',
    'cr.k8ssandra.io/k8ssandra/cass-management-api:{serverVersion}-ubi',
  ),
  server('>1.27.0', 'cassandra', 'docker.io/k8ssandra/cass-management-api:{serverVersion}-ubi'),
  server('>=1.8.0 <1.19.0', 'dse', undefined),
  server('>=1.19.0 <1.23.0', 'dse', 'cr.dtsx.io/datastax/dse-mgmtapi-6_8:{serverVersion}-ubi8'),
  server('>=1.23.0 <=1.27.0', 'dse', undefined),
  server('>1.27.0', 'dse', 'docker.io/datastax/dse-mgmtapi-6_8:{serverVersion}-ubi'),
  server('>=1.21.0 <1.23.0', 'hcd', 'datastax/hcd:{serverVersion}-ubi'),
  server('>=1.23.0', 'hcd', undefined),
]
