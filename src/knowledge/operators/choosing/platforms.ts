import type { ChoosingResource } from './row.ts'

/** The Grafana operator up to version 4. */
const oldGrafana = {
  group: 'integreatly.org',
  kind: 'Grafana',
  operator: 'the Grafana operator',
  images: ['grafana-operator'],
  fact: 'https://github.com/grafana/grafana-operator/blob/v4/api/integreatly/v1alpha1/grafana_types.go',
} as const

/** Networks, gateways and tools. */
export const platforms: readonly ChoosingResource[] = [
  {
    group: 'k8s.keycloak.org',
    kind: 'Keycloak',
    operator: 'the Keycloak operator',
    images: ['keycloak-operator'],
    component: 'keycloak',
    fields: ['spec/image'],
    settings: ['RELATED_IMAGE_KEYCLOAK', 'KC_OPERATOR_KEYCLOAK_IMAGE', 'OPERATOR_KEYCLOAK_IMAGE'],
    fact: 'https://www.keycloak.org/operator/customizing-keycloak',
  },
  {
    group: 'grafana.integreatly.org',
    kind: 'Grafana',
    operator: 'the Grafana operator',
    images: ['grafana-operator'],
    component: 'grafana',
    fields: ['spec/deployment/spec/template/spec/containers[]/image', 'spec/version'],
    settings: ['RELATED_IMAGE_GRAFANA'],
    fact: 'https://github.com/grafana/grafana-operator/blob/master/controllers/reconcilers/grafana/deployment_reconciler.go',
  },
  {
    ...oldGrafana,
    component: 'grafana',
    fields: ['spec/baseImage'],
    settings: ['--grafana-image'],
  },
  {
    ...oldGrafana,
    component: 'grafana-plugins-init',
    fields: ['spec/initImage'],
    settings: ['--grafana-plugins-init-container-image'],
  },
  {
    group: 'opentelemetry.io',
    kind: 'OpenTelemetryCollector',
    operator: 'the OpenTelemetry operator',
    images: ['opentelemetry-operator'],
    component: 'otc-container',
    fields: ['spec/image'],
    settings: ['--collector-image', 'RELATED_IMAGE_COLLECTOR'],
    fact: 'https://github.com/open-telemetry/opentelemetry-operator/blob/main/docs/api/opentelemetrycollectors.md',
  },
  {
    group: 'operator.tigera.io',
    kind: 'Installation',
    operator: 'the Tigera operator',
    images: [],
    component: 'calico-node',
    fields: ['spec/registry'],
    settings: [],
    fact: 'https://docs.tigera.io/calico/latest/operations/image-options/alternate-registry',
  },
  {
    group: 'kiali.io',
    kind: 'Kiali',
    operator: 'the Kiali operator',
    images: ['kiali-operator'],
    component: 'kiali',
    fields: ['spec/deployment/image_name'],
    settings: ['RELATED_IMAGE_kiali_*'],
    fact: 'https://kiali.io/docs/configuration/kialis.kiali.io/',
  },
  {
    group: 'awx.ansible.com',
    kind: 'AWX',
    operator: 'the AWX operator',
    images: ['awx-operator'],
    component: 'awx',
    fields: ['spec/image'],
    settings: ['RELATED_IMAGE_AWX'],
    fact: 'https://ansible.readthedocs.io/projects/awx-operator/en/latest/user-guide/advanced-configuration/deploying-a-specific-version-of-awx.html',
  },
]
