import type { Flag } from './flag.ts'

/** Flags that name files. */
export const fileFlags = [
  {
    name: 'config',
    short: 'c',
    type: 'list',
    value: 'FILE',
    help: 'configuration file, later ones win; k8ssandra-relocate.yaml in the working directory when none is named',
    group: 'Files',
  },
  {
    name: 'no-config',
    type: 'switch',
    help: 'take no configuration from the working directory',
    group: 'Files',
  },
  {
    name: 'mapping',
    type: 'list',
    value: 'FILE',
    help: 'mapping kept for another tool: registries.conf, ImageDigestMirrorSet and its kin, registries.yaml of K3s, a kustomization, or lines of source and target',
    group: 'Files',
  },
  {
    name: 'crds',
    type: 'list',
    value: 'FILE',
    help: 'CustomResourceDefinitions that are not in the stream: their schemas say where pull secrets have room',
    group: 'Files',
  },
  {
    name: 'helm',
    type: 'text',
    value: 'PATH',
    help: 'the Helm to render a chart with; the one on the search path when none is named',
    group: 'Files',
    commands: ['values'],
  },
  {
    name: 'values',
    short: 'f',
    type: 'list',
    value: 'FILE',
    help: 'values file of the K8ssandra chart: its images, service accounts and pull secrets are taken over',
    group: 'Files',
  },
  {
    name: 'in-place',
    type: 'switch',
    help: 'write each file back to where it was read, all of them or none',
    group: 'Files',
    commands: ['filter'],
  },
  {
    name: 'output-dir',
    type: 'text',
    value: 'DIR',
    help: 'write the files below DIR, under the paths they had',
    group: 'Files',
    commands: ['filter'],
  },
] as const satisfies readonly Flag[]
