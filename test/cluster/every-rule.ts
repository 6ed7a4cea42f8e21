import type { PartialConfig } from '../../src/config/config.ts'
import { mapping } from '../rules/rules.ts'

/** Every kind of rule at once. */
export const everyRule: PartialConfig = {
  registry: 'reg.internal:5000/m',
  mirrors: [
    'quay.io/prometheus=reg.internal:5000/prom',
    'quay.io/prometheus/node-exporter=reg.internal:5000/node',
    'docker.io/nginx=reg.internal:5000/web/nginx',
    'registry.k8s.io=k8s.internal',
    'k8s.gcr.io/pause:3.2=reg.internal:5000/pause/three',
    'localhost=reg.internal:5000/local',
  ].map(mapping),
  images: ['busybox:1.36=reg.internal:5000/bb:2', 'alpine=reg.internal:5000/base/alpine'].map(mapping),
  exclude: ['quay.io/secret/**', 'keepme', 'ghcr.io/a?b/*:v1.*', 'alpine', '**/internal/*'],
  imagePullSecrets: ['myregistrykey', 'second'],
}

/** An image for each rule, for what lies just beside it, and for each way to write one. */
export const everyImage = [
  'nginx',
  'nginx:1.25',
  'docker.io/nginx/x',
  'docker.io/library/nginx/y:1',
  'index.docker.io/nginx@sha256:' + 'a'.repeat(64),
  'quay.io/prometheus/prometheus:v2.28.1',
  'quay.io/prometheus/node-exporter',
  'quay.io/prometheus/node-exporter-x:1',
  'quay.io/prometheusx/a',
  'quay.io/secret/a',
  'quay.io/secretx/a:1@sha256:' + 'b'.repeat(64),
  'keepme:5',
  'keepme2',
  'keepme/below',
  'library/keepme/below',
  'ghcr.io/axb/c:v1.2',
  'ghcr.io/axb/c:v2.1',
  'ghcr.io/axb/c',
  'ghcr.io/axb/c@sha256:' + 'c'.repeat(64),
  'a.example/internal/x:1',
  'a.example/b/internal/x:1',
  'internal/x',
  'busybox:1.36',
  'busybox:1.35',
  'busybox',
  'alpine:3',
  'registry.k8s.io/pause:3',
  'k8s.gcr.io/pause:3.2',
  'k8s.gcr.io/pause:3.3',
  'localhost/x',
  'localhost:5000/x',
  'reg.internal:5000/m/x:1',
  'reg.internal:5000/mx/x:1',
  'reg.internal:5000/bb:9',
  'reg.internal/m/x',
  'Quay.IO/prometheus/a',
  'auto',
]
