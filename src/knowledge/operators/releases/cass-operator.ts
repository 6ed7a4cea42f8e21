import { words, type Since } from './table.ts'

/** Every release of cass-operator. Source: https://github.com/k8ssandra/cass-operator/tags */
export const cassOperatorReleases = words(`
  1.0.0 1.1.0 1.2.0 1.3.0 1.4.0 1.4.1 1.5.0 1.5.1 1.6.0 1.7.0 1.7.1 1.8.0 1.9.0
  1.10.0 1.10.1 1.10.3 1.10.4 1.10.5 1.10.6 1.11.0 1.12.0 1.13.0 1.13.1 1.14.0 1.15.0 1.16.0
  1.17.0 1.17.1 1.17.2 1.18.0 1.18.1 1.18.2 1.19.0 1.19.1 1.20.0 1.21.0 1.21.1 1.21.2
  1.22.0 1.22.1 1.22.2 1.22.3 1.22.4 1.23.0 1.23.1 1.23.2 1.24.0 1.24.1 1.25.0 1.26.0 1.26.1
  1.27.0 1.27.1 1.28.0 1.28.1 1.29.0 1.29.1 1.30.0 1.30.1 1.30.2 1.30.3 1.31.0 1.32.0
`)

/**
 * What each release pulls by itself. Up to 1.7 the images are in the code, from 1.8.0 on in the ImageConfig that ships
 * with the release; an ImageConfig of the run comes before these rows. `{release}` is the version of the operator,
 * `{server}` that of the database.
 *
 * Sources: https://github.com/k8ssandra/cass-operator/blob/v1.7.1/operator/pkg/images/images.go,
 * https://github.com/k8ssandra/cass-operator/blob/v1.26.1/config/manager/image_config.yaml,
 * https://github.com/k8ssandra/cass-operator/blob/v1.32.0/config/imageconfig/image_config.yaml, each at every tag.
 */
export const shippedImages = {
  'system-logger': [
    ['>=1.0.0 <1.6.0', 'busybox'],
    ['>=1.6.0 <1.7.0', 'busybox:1.32.0-uclibc'],
    ['>=1.7.0 <1.8.0', 'k8ssandra/system-logger:9c4c3692'],
    ['=1.8.0', 'k8ssandra/system-logger:3f7c5793'],
    ['>1.8.0 <1.18.0', 'k8ssandra/system-logger:v{release}'],
    ['=1.21.2', 'cr.k8ssandra.io/k8ssandra/system-logger:v1.21.1'],
    ['>=1.18.0 <=1.27.0', 'cr.k8ssandra.io/k8ssandra/system-logger:v{release}'],
    ['>1.27.0', 'docker.io/k8ssandra/system-logger:v{release}'],
  ],
  'config-builder': [
    ['>=1.5.0 <1.8.0', 'datastax/cass-config-builder:1.0.3'],
    ['=1.10.6', 'datastax/cass-config-builder:1.0.5-ubi7'],
    ['>=1.8.0 <=1.13.0', 'datastax/cass-config-builder:1.0.4-ubi7'],
    ['>1.13.0 <1.18.0', 'datastax/cass-config-builder:1.0-ubi7'],
    ['>=1.18.0 <1.19.0', 'cr.dtsx.io/datastax/cass-config-builder:1.0-ubi7'],
    ['>=1.19.0 <1.26.0', 'cr.dtsx.io/datastax/cass-config-builder:1.0-ubi8'],
    ['>=1.26.0 <=1.27.0', 'cr.dtsx.io/datastax/cass-config-builder:1.0-ubi'],
    ['>1.27.0', 'docker.io/datastax/cass-config-builder:1.0-ubi'],
  ],
  'k8ssandra-client': [
    ['>=1.17.0 <1.18.0', 'k8ssandra/k8ssandra-client:v0.2.0'],
    ['>=1.18.0 <1.18.2', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.2.1'],
    ['>=1.18.2 <1.20.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.2.2'],
    ['>=1.20.0 <1.21.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.3.0'],
    ['>=1.21.0 <1.22.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.4.0'],
    ['>=1.22.0 <1.24.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.5.0'],
    ['>=1.24.0 <1.26.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.7.0'],
    ['>=1.26.0 <1.27.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.8.1'],
    ['=1.27.0', 'cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.8.3'],
    ['>1.27.0 <1.28.1', 'docker.io/k8ssandra/k8ssandra-client:v0.8.3'],
    ['=1.28.1', 'docker.io/k8ssandra/k8ssandra-client:v0.8.6'],
    ['>=1.29.0 <1.30.3', 'docker.io/k8ssandra/k8ssandra-client:v0.8.8'],
    ['=1.30.3', 'docker.io/k8ssandra/k8ssandra-client:v0.8.14'],
    ['>=1.31.0', 'docker.io/k8ssandra/k8ssandra-client:v0.8.12'],
  ],
  cassandra: [
    ['>=1.8.0 <1.18.0', 'k8ssandra/cass-management-api:{server}'],
    ['=1.18.0', 'cr.k8ssandra.io/k8ssandra/cass-management-api:{server}-ubi8'],
    ['>=1.18.1 <=1.19.0', 'cr.k8ssandra.io/k8ssandra/cass-management-api:{server}'],
    ['=1.19.1', 'cr.k8ssandra.io/k8ssandra/cass-management-api:{server}-ubi8'],
    ['=1.20.0', 'cr.k8ssandra.io/k8ssandra/cass-management-api:{server}'],
    ['>=1.21.0 <1.23.0', 'cr.k8ssandra.io/k8ssandra/cass-management-api:{server}-ubi8'],
    ['>=1.23.0 <=1.27.0', 'cr.k8ssandra.io/k8ssandra/cass-management-api:{server}-ubi'],
    ['>1.27.0', 'docker.io/k8ssandra/cass-management-api:{server}-ubi'],
  ],
  dse: [
    ['=1.8.0', 'datastax/dse-server:{server}'],
    ['>=1.9.0 <1.18.0', 'datastax/dse-server:{server}-ubi7'],
    ['>=1.18.0 <1.27.0', 'cr.dtsx.io/datastax/dse-mgmtapi-6_8:{server}-ubi8'],
    ['=1.27.0', 'cr.dtsx.io/datastax/dse-mgmtapi-6_8:{server}-ubi'],
    ['>1.27.0', 'docker.io/datastax/dse-mgmtapi-6_8:{server}-ubi'],
  ],
  // From 1.27.0 on no ImageConfig ships with a type for HCD: the operator cannot make its image.
  hcd: [['>=1.21.0 <1.27.0', 'datastax/hcd:{server}-ubi']],
} as const satisfies Record<string, readonly Since<string>[]>

/** A server's image before ImageConfig. `*`: any other version; the registry override does not reach it. */
type BuiltInServers = { readonly [server: string]: string }

const earlyDse = Object.fromEntries(
  ['6.8.0', '6.8.1', '6.8.2', '6.8.3', '6.8.4'].map(version => [version, `datastax/dse-server:${version}`]),
)

/** The images of servers that are in the code, by type and version of the server. `ubi`: where BASE_IMAGE_OS is set. */
export const builtInServers: readonly Since<{
  readonly cassandra: BuiltInServers
  readonly dse: BuiltInServers
}>[] = [
  [
    '>=1.5.0 <1.7.0',
    {
      cassandra: {
        '3.11.6': 'datastax/cassandra-mgmtapi-3_11_6:v0.1.5',
        '3.11.7': 'datastax/cassandra-mgmtapi-3_11_7:v0.1.13',
        '4.0.0': 'datastax/cassandra-mgmtapi-4_0_0:v0.1.12',
        '*': 'datastax/cassandra-mgmtapi:{server}',
      },
      dse: { ...earlyDse, '*': 'datastax/dse-server:{server}' },
    },
  ],
  [
    '>=1.7.0 <1.8.0',
    {
      cassandra: {
        '3.11.7': 'k8ssandra/cass-management-api:3.11.7-v0.1.25',
        '3.11.8': 'k8ssandra/cass-management-api:3.11.8-v0.1.25',
        '3.11.9': 'k8ssandra/cass-management-api:3.11.9-v0.1.25',
        '3.11.10': 'k8ssandra/cass-management-api:3.11.10-v0.1.25',
        '4.0.0': 'k8ssandra/cass-management-api:4.0.0-v0.1.25',
        '*': 'datastax/cassandra-mgmtapi:{server}',
      },
      dse: { ...earlyDse, '*': 'datastax/dse-server:{server}' },
    },
  ],
]

/** The same where the variable BASE_IMAGE_OS asks for UBI images, 1.5 to 1.7. */
export const ubiServers = {
  cassandra: {
    '3.11.6': 'datastax/cassandra:3.11.6-ubi7',
    '3.11.7': 'datastax/cassandra:3.11.7-ubi7',
    '4.0.0': 'datastax/cassandra:4.0-ubi7',
    '*': 'datastax/cassandra-mgmtapi:{server}-ubi7',
  },
  dse: {
    ...Object.fromEntries(Object.entries(earlyDse).map(([version, image]) => [version, `${image}-ubi7`])),
    '*': 'datastax/dse-server:{server}-ubi7',
  },
  'config-builder': 'datastax/cass-config-builder:1.0.3-ubi7',
} as const

/** Repositories that cass-operator takes when an ImageConfig of v1beta1 names none for a type. */
export const fallbackRepositories: readonly Since<{ readonly [type: string]: string }>[] = [
  ['<1.21.0', { cassandra: 'k8ssandra/cass-management-api', dse: 'datastax/dse-server' }],
  ['>=1.21.0', { cassandra: 'k8ssandra/cass-management-api', dse: 'datastax/dse-mgmtapi-6_8' }],
]
