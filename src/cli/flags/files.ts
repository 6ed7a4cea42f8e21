import type { Flag } from './flag.ts'

/** Flags that name files. */
export const fileFlags = [
  {
    name: 'config',
    short: 'c',
    type: 'list',
    value: 'FILE',
    help: 'configuration file; later files win; by default k8ssandra-relocate.yaml in the working directory',
    group: 'Files',
  },
  {
    name: 'no-config',
    type: 'switch',
    help: 'ignore k8ssandra-relocate.yaml in the working directory',
    group: 'Files',
  },
  {
    name: 'mapping',
    type: 'list',
    value: 'FILE',
    help: 'mapping of another tool: registries.conf, ImageDigestMirrorSet and similar, registries.yaml of K3s, a kustomization, or lines of source and target',
    group: 'Files',
  },
  {
    name: 'crds',
    type: 'list',
    value: 'FILE',
    help: 'CustomResourceDefinitions that are not in the stream: their schemas say which fields take pull secrets',
    group: 'Files',
  },
  {
    name: 'helm',
    type: 'text',
    value: 'PATH',
    help: 'the Helm that renders the chart; by default helm from PATH',
    group: 'Files',
    commands: ['values'],
  },
  {
    name: 'values',
    short: 'f',
    type: 'list',
    value: 'FILE',
    help: 'values file of the K8ssandra chart: use its images, service accounts and pull secrets',
    group: 'Files',
    meanings: {
      values: {
        value: 'FILE',
        help: 'with CHART: values for Helm, as for helm install; else a values file of the K8ssandra chart: use its images',
      },
    },
  },
  {
    name: 'in-place',
    type: 'switch',
    help: 'write each file back to its place, all or none; extended attributes are lost',
    group: 'Files',
    commands: ['filter'],
  },
  {
    name: 'output-dir',
    type: 'text',
    value: 'DIR',
    help: 'write the files below DIR, with their paths',
    group: 'Files',
    commands: ['filter'],
  },
] as const satisfies readonly Flag[]
