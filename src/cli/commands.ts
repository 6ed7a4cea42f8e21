import type { Config } from '../config/config.ts'
import type { FleetEntries } from '../output/report/fleet-report.ts'
import type { Problem } from '../problem.ts'
import type { CheckedItem } from '../output/report/checks.ts'
import type { Result } from '../relocate.ts'
import type { Summary } from '../summary.ts'

import type { Settings } from './flag-source.ts'
import type { Content, Input, Output } from './io/stream.ts'

/** What a command is given: everything that was said, checked and merged. */
export type Invocation = {
  readonly config: Config
  readonly settings: Settings
  /** The words behind the command. */
  readonly paths: readonly string[]
  readonly stdin: Input
  /** Asked whether it is a terminal; the outcome is written to it by others. */
  readonly stdout: Pick<Output, 'isTTY'>
  /** For the progress of a long run on a terminal; what there is to say is written by others. */
  readonly stderr: Pick<Output, 'isTTY' | 'write'>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** The arguments as they were given. */
  readonly argv: readonly string[]
  /** The command that starts this program again. */
  readonly self?: readonly string[] | undefined
  /** What is wrong with variables and files; only a command that examines is run in spite of it, and says it itself. */
  readonly said: readonly Problem[]
  /** The problem of a run without anything to relocate, where what is read cannot say it either. */
  readonly idle: Problem | undefined
  /** Tells the run of something that fails nothing and belongs to no result. */
  readonly note: (problem: Problem) => void
}

/** What a command leaves to be said. `output` goes to standard output only when no problem fails the run. */
export type Outcome = {
  readonly output: Content
  readonly problems: readonly Problem[]
  /** Lines for people who asked for them with `--verbose`. */
  readonly details: readonly string[]
  /** Whether the output is written in any case: a KRM function leaves its results in it, preflight what it found. */
  readonly isOutputOnFailure?: true
  /** What a report tells besides the problems; absent where nothing could be relocated. */
  readonly results?: readonly Result[]
  /** What a report tells of many streams, one at a time. */
  readonly fleet?: FleetEntries
  /** The counts of the run, for a report. */
  readonly counts?: Summary
  /** What was looked at in the world, for a report. */
  readonly checks?: readonly CheckedItem[]
  /** The one line about a run that went well. */
  readonly summary?: string
  /** The one line about a run that failed, where "nothing was written" is not the point. */
  readonly failure?: string
  /** Lines that are said in any case, ahead of the problems. */
  readonly notes?: readonly string[]
  /** For a person who seems to be lost, ahead of the problems. */
  readonly hint?: string
  /** For a run without failing problems that is to end with another code than 0. */
  readonly exitCode?: number
  /** Called when output and reports are written. */
  readonly release?: () => void
}

export type Command = {
  readonly name: string
  /** What it takes, as in `[flags] [file|directory|glob ...]`. */
  readonly usage: string
  readonly help: string
  /** One command line that does something useful. */
  readonly example: string
  /** Runs whatever is wrong with the configuration, because that is what it looks at. */
  readonly examines?: true
  /** Whether nothing to relocate makes it pointless: wrong use, unless --pass-through says that it is meant. */
  readonly needsRules?: true
  /** Proves something: what may be where it is comes from flags, variables and named files, never from a file that was found. */
  readonly verifies?: true
  /** Takes a chart in place of manifests, and renders it with Helm. */
  readonly rendersCharts?: true
  /** Reads no files: any word behind it is wrong use. */
  readonly takesNoWords?: true
  /** Takes no configuration. */
  readonly isPlain?: true
  /** Loads its module: no run pays for a command that it does not use. */
  readonly load: () => Promise<{ readonly execute: (invocation: Invocation) => Promise<Outcome> }>
}

/** What runs when no command is named. */
export const filter: Command = {
  name: 'filter',
  usage: '[flags] [file|directory|glob ...]',
  help: 'relocate standard input, or the files named, to standard output',
  example:
    'helm template demo k8ssandra/k8ssandra | k8ssandra-relocate -r registry.internal:5000/k8ssandra > relocated.yaml',
  needsRules: true,
  load: () => import('./commands/filter.ts'),
}

/** The commands by name. A new one is a row here and a module of its own. */
export const commands: readonly Command[] = [
  {
    name: 'images',
    usage: '[-o FORMAT] [file ...]',
    help: 'list every image with its target and component, as a table, as data, or as a copy job',
    example:
      'helm template demo k8ssandra/k8ssandra | k8ssandra-relocate images -r registry.internal:5000/k8ssandra -o crane > copy-images.sh',
    load: () => import('./commands/images.ts'),
  },
  {
    name: 'values',
    usage: 'CHART | [--chart CHART] [file ...]',
    help: 'print chart values with the same images, for what a post-renderer never sees: hooks in Helm 3; with a chart (folder or .tgz), proved by rendering it',
    rendersCharts: true,
    example: 'k8ssandra-relocate values charts/k8ssandra -r registry.internal:5000/k8ssandra > private.yaml',
    load: () => import('./commands/values.ts'),
  },
  {
    name: 'verify',
    usage: '[--allow REGISTRY] [file ...]',
    help: 'prove that no image of a stream, in whatever field or text, points outside; exit code 3 when one does',
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
    needsRules: true,
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'explain',
    usage: 'IMAGE [file ...]',
    help: 'show how one image is read, which rules it meets, where it goes, and where a stream uses it',
    example:
      'k8ssandra-relocate explain quay.io/prometheus/prometheus:v2.28.1 -r registry.internal:5000/k8ssandra',
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'export',
    usage: '--to TARGET [file ...]',
    help: 'print the same rules for another system: admission policies, Kyverno, nodes, kustomize, Flux',
    example: 'k8ssandra-relocate export --to admission-policy -r registry.internal:5000/k8ssandra',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'init',
    usage: '[file ...]',
    help: 'print a configuration to start from: the registries of a stream, what to decide, and the problems to accept',
    example:
      'helm template demo k8ssandra/k8ssandra | k8ssandra-relocate init -r registry.internal:5000/k8ssandra > k8ssandra-relocate.yaml',
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'completion',
    usage: 'bash|zsh|fish|powershell',
    help: 'print a script that completes flags and commands in a shell',
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
    help: 'copy every image of the list to its target, or to and from a folder to carry across an air gap; exit code 3 when one could not be copied',
    example: 'k8ssandra-relocate copy -r registry.internal:5000/k8ssandra rendered.yaml',
    load: () => import('./commands/copy.ts'),
  },
  {
    name: 'preflight',
    usage: '[-o table|json] [file ...]',
    help: 'ask the registry, and the cluster if one is named, whether every image is there and can be pulled; exit code 3 when not',
    example: 'k8ssandra-relocate preflight -r registry.internal:5000/k8ssandra rendered.yaml',
    load: () => import('./commands/preflight.ts'),
  },
  {
    name: 'doctor',
    usage: '[--namespace NAMESPACE] [flags]',
    help: 'look at Helm, its plugins, the configuration and, in a namespace, the pull secrets; print the command line for Helm',
    example:
      'k8ssandra-relocate doctor -r registry.internal:5000/k8ssandra -s registry-key --namespace k8ssandra',
    examines: true,
    takesNoWords: true,
    load: () => import('./commands/doctor.ts'),
  },
]
