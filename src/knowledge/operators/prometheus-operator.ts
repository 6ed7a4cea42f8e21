import type { OperatorDefault } from './operator-default.ts'
import { fieldOf, resources, type ResourceKind } from '../resource.ts'

const source = 'prometheus-operator, pkg/operator/defaults.go at each tag'

/** Only the releases that the charts of K8ssandra bring, and the newest one looked at. */
const releases = [
  { version: '0.44.0', prometheus: 'v2.23.0', alertmanager: 'v0.21.0', thanos: 'v0.17.1' },
  { version: '0.52.0', prometheus: 'v2.31.0', alertmanager: 'v0.23.0', thanos: 'v0.23.1' },
  { version: '0.93.0', prometheus: 'v3.13.1', alertmanager: 'v0.33.1', thanos: 'v0.42.2' },
] as const

/**
 * What prometheus-operator takes when its custom resources name no image and its flags no base image. The version it
 * appends is `spec/version` of the resource, where there is one, instead of the tag here.
 */
export const prometheusOperatorDefaults: readonly OperatorDefault[] = [
  ...releases.flatMap(({ version, prometheus, alertmanager, thanos }) => [
    image(
      version,
      'prometheus',
      `quay.io/prometheus/prometheus:${prometheus}`,
      resources.prometheus,
      'spec/image',
    ),
    image(
      version,
      'alertmanager',
      `quay.io/prometheus/alertmanager:${alertmanager}`,
      resources.alertmanager,
      'spec/image',
    ),
    image(version, 'thanos', `quay.io/thanos/thanos:${thanos}`, resources.thanosRuler, 'spec/image'),
    {
      ...image(
        version,
        'thanos',
        `quay.io/thanos/thanos:${thanos}`,
        resources.prometheus,
        'spec/thanos/image',
      ),
      when: 'spec/thanos is there',
      conditions: [{ path: 'spec/thanos', is: 'present' as const }],
    },
  ]),
  {
    operator: 'prometheus-operator',
    versions: '>=0.43.0',
    component: 'config-reloader',
    reference: 'quay.io/prometheus-operator/prometheus-config-reloader:v{operatorVersion}',
    wantedBy: resources.prometheus,
    when: 'the operator runs without --prometheus-config-reloader; it is in every pod of every resource',
    pinnedBy: undefined,
    remedy: 'give the operator the argument --prometheus-config-reloader=IMAGE',
    source,
  },
]

function image(
  version: string,
  component: string,
  reference: string,
  wantedBy: ResourceKind,
  path: string,
): OperatorDefault {
  const pinnedBy = fieldOf(wantedBy, path)
  const parent = path.slice(0, path.lastIndexOf('/'))
  return {
    operator: 'prometheus-operator',
    versions: `=${version}`,
    component,
    reference,
    wantedBy,
    pinnedBy,
    namedBy: `${parent}/baseImage`,
    tagFrom: [`${parent}/tag`, `${parent}/version`],
    source,
  }
}
