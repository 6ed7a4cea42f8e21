/**
 * The documents that make a stream long and hold no image: definitions, dashboards and rules. Each is as long as asked,
 * give or take a line.
 */

/** A CustomResourceDefinition of about `bytes`, with fields called `image` and quoted text that goes on at its key's column. */
export function customResourceDefinition(index: number, bytes: number): string {
  const head = `# Source: bench/crds/kind-${index}.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: kind${index}s.bench.example
spec:
  group: bench.example
  names:
    kind: Kind${index}
    plural: kind${index}s
  scope: Namespaced
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          properties:
            spec:
              properties:
`
  return fill(head, bytes, property)
}

function property(index: number): string {
  return `                field${index}:
                  description: 'What field ${index} is for, in more words than anybody needs: it is
                  read once, when the object is made, and "never" again. See https://bench.example/fields#${index}'
                  items:
                    properties:
                      image:
                        description: Image of the container that field ${index} starts. When it is empty, the operator
                          takes the one it was built with.
                        type: string
                      name:
                        default: ""
                        type: string
                      weight:
                        format: int32
                        type: integer
                    required:
                      - name
                    type: object
                  type: array
`
}

/** A dashboard or a set of rules of about `bytes`: text that holds no image, and speaks of images in one of sixteen. */
export function bulkyManifest(index: number, bytes: number): string {
  const label = index % 16 === 1 ? 'image' : 'namespace'
  return index % 3 === 0 ? dashboard(index, bytes, label) : rules(index, bytes, label)
}

function dashboard(index: number, bytes: number, label: string): string {
  const head = `# Source: bench/templates/dashboard-${index}.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: bench-dashboard-${index}
  labels:
    grafana_dashboard: "1"
    
data:
  dashboard-${index}.json: |-
    {
      "panels": [
`
  return fill(head, bytes, number => panel(number, label)) + '        {}\n      ]\n    }\n'
}

function panel(index: number, label: string): string {
  return `        {
          "datasource": "$datasource",
          "id": ${index},
          "targets": [
            {
              "expr": "sum by (pod) (rate(container_cpu_usage_seconds_total{${label}!=\\"\\", pod=\\"node-${index}\\"}[5m]))",
              "legendFormat": "{{pod}}",
              "refId": "A"
            }
          ],
          "title": "CPU of node ${index} (µs)",
          "type": "graph"
        },
`
}

function rules(index: number, bytes: number, label: string): string {
  const head = `# Source: bench/templates/rules-${index}.yaml
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: bench-rules-${index}
  labels:
    app: bench
    
spec:
  groups:
  - name: bench-${index}
    rules:
`
  return fill(head, bytes, number => rule(number, label))
}

function rule(index: number, label: string): string {
  return `    - alert: NodeStarts${index}
      annotations:
        description: Pod {{ $labels.namespace }}/{{ $labels.pod }} has started {{ printf "%.2f" $value }} times.
        summary: Node ${index} does not stay up.
      expr: |-
        increase(kube_pod_container_status_restarts_total{container!="", ${label}!="", node="${index}"}[1h]) > 3
      for: 15m
      labels:
        severity: warning
`
}

function fill(head: string, bytes: number, piece: (index: number) => string): string {
  const pieces = [head]
  for (let index = 0, length = head.length; length < bytes; index++) {
    const text = piece(index)
    pieces.push(text)
    length += text.length
  }
  return pieces.join('')
}
