import { isCopyJob } from '../output/images/image-format.ts'

import type { Command } from './command.ts'

export type { Command, Invocation, Outcome } from './command.ts'

/** What runs when no command is named. */
export const filter: Command = {
  name: 'filter',
  usage: '[flags] [file|directory|glob ...]',
  help: 'relocate standard input, or the named files, to standard output',
  example:
    'helm template demo k8ssandra/k8ssandra | k8ssandra-relocate -r registry.internal:5000/k8ssandra > relocated.yaml',
  needsRules: () => true,
  load: () => import('./commands/filter.ts'),
}

/** The commands by name. A new one is a row here and a module of its own. */
export const commands: readonly Command[] = [
  {
    name: 'images',
    usage: '[-o FORMAT] [file ...]',
    help: 'list every image with its target and component: as a table, as data, or as a copy job',
    example:
      'helm template demo k8ssandra/k8ssandra | k8ssandra-relocate images -r registry.internal:5000/k8ssandra -o crane > copy-images.sh',
    needsRules: settings => isCopyJob(settings.text('output')),
    writesLock: true,
    load: () => import('./commands/images.ts'),
  },
  {
    name: 'values',
    usage: 'CHART | [--chart CHART] [file ...]',
    help: 'print chart values that set the same images, for hooks that Helm 3 hides from a post-renderer; with CHART (folder or .tgz), check them by rendering it',
    rendersCharts: true,
    example: 'k8ssandra-relocate values charts/k8ssandra -r registry.internal:5000/k8ssandra > private.yaml',
    needsRules: () => true,
    load: () => import('./commands/values.ts'),
  },
  {
    name: 'verify',
    usage: '[--allow REGISTRY] [file ...]',
    help: 'check that no image in a stream points outside, whatever field or text it is in; exit code 3 if one does',
    example: 'k8ssandra-relocate verify -r registry.internal:5000/k8ssandra --strict relocated.yaml',
    verifies: true,
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'diff',
    usage: '[--exit-code] [file ...]',
    help: 'show what would change, as a unified diff',
    example:
      'helm template demo k8ssandra/k8ssandra | k8ssandra-relocate diff -r registry.internal:5000/k8ssandra',
    needsRules: () => true,
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'explain',
    usage: 'IMAGE [file ...]',
    help: 'show how one image is read, which rule decides, where it goes, and where a stream uses it',
    example:
      'k8ssandra-relocate explain quay.io/prometheus/prometheus:v2.28.1 -r registry.internal:5000/k8ssandra',
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'export',
    usage: '--to TARGET [file ...]',
    help: 'print the same rules for another system: admission policies, Kyverno, container runtimes, kustomize, Flux',
    example: 'k8ssandra-relocate export --to admission-policy -r registry.internal:5000/k8ssandra',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'init',
    usage: '[file ...]',
    help: 'print a first configuration for a stream: its registries, open decisions, and problems to accept',
    example:
      'helm template demo k8ssandra/k8ssandra | k8ssandra-relocate init -r registry.internal:5000/k8ssandra > k8ssandra-relocate.yaml',
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'completion',
    usage: 'bash|zsh|fish|powershell',
    help: 'print a script that completes commands and flags in a shell',
    example: 'source <(k8ssandra-relocate completion bash)',
    isPlain: true,
    load: () => import('./commands/completion.ts'),
  },
  {
    name: 'schema',
    usage: '',
    help: 'print the JSON Schema of the configuration file, for editors',
    example: 'k8ssandra-relocate schema > k8ssandra-relocate.schema.json',
    takesNoWords: true,
    isPlain: true,
    load: () => import('./commands/schema.ts'),
  },
  {
    name: 'copy',
    usage: '[--to oci:DIR] [--from oci:DIR] [file ...]',
    help: 'copy every image to its target, or to and from a folder that crosses an air gap; exit code 3 if one fails',
    example: 'k8ssandra-relocate copy -r registry.internal:5000/k8ssandra rendered.yaml',
    // A folder knows where its images go.
    needsRules: settings => settings.text('from') === undefined,
    load: () => import('./commands/copy.ts'),
  },
  {
    name: 'preflight',
    usage: '[-o table|json] [file ...]',
    help: 'check that the registry has every image and, in a named cluster, that pods can pull them; exit code 3 if not',
    example: 'k8ssandra-relocate preflight -r registry.internal:5000/k8ssandra rendered.yaml',
    load: () => import('./commands/preflight.ts'),
  },
  {
    name: 'doctor',
    usage: '[--namespace NAMESPACE] [flags]',
    help: 'check Helm, its plugins, the configuration and, with --namespace, the pull secrets; print the command line for Helm; exit code 1 if it finds a fault',
    example:
      'k8ssandra-relocate doctor -r registry.internal:5000/k8ssandra -s registry-key --namespace k8ssandra',
    examines: true,
    takesNoWords: true,
    load: () => import('./commands/doctor.ts'),
  },
]
