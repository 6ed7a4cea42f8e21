import type { ChoosingResource } from './row.ts'

/** The Grafana operator up to version 4. */
const oldGrafana = {
  group: 'integreatly.org',
  kind: 'Grafana',
  operator: 'the Grafana operator',
  images: ['grafana-operator'],
  fact: 'https://github.com/grafana/grafana-operator/blob/v4/api/integreatly/v1alpha1/grafana_types.go',
} as const

const knative = {
  group: 'operator.knative.dev',
  operator: 'the Knative operator',
  images: ['operator'],
  fields: ['spec/registry/default', 'spec/registry/override/*'],
  settings: [],
  fact: 'https://knative.dev/docs/install/operator/configuring-serving-cr/#private-repository-and-private-secrets',
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
    container: 'grafana',
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
  { ...knative, kind: 'KnativeServing', component: 'serving' },
  { ...knative, kind: 'KnativeEventing', component: 'eventing' },
  {
    // The name of its image has a hash of the path of its source at the end.
    group: 'operator.tekton.dev',
    kind: 'TektonConfig',
    operator: 'the Tekton operator',
    images: ['operator', 'operator-303303c315a48490ba6517859ef65b77'],
    component: 'tekton-pipelines-controller',
    fields: [],
    settings: ['TEKTON_REGISTRY_OVERRIDE', 'IMAGE_PIPELINES_TEKTON_PIPELINES_CONTROLLER'],
    fact: 'https://tekton.dev/docs/operator/airgapimageconfiguration',
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
