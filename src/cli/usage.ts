import { commands, filter } from './commands.ts'
import { exitCodes } from './messages/exit-code.ts'
import { flagGroups, flags, variablePrefix } from './flags.ts'
import type { Flag } from './flags.ts'
import { defaultConfigFile } from './io/load.ts'

const width = 100

/** The whole help, for a person who asked for it. */
export function usageText(): string {
  return `${shortUsageText()}
Helm 3:
  helm install demo k8ssandra/k8ssandra --post-renderer ./k8ssandra-relocate \\
    --post-renderer-args=--registry=registry.internal:5000/k8ssandra \\
    --post-renderer-args=--pull-secret=registry-key
Helm 4, where a post-renderer is a plugin:
  helm plugin install /path/to/k8ssandra-relocate
  helm install demo k8ssandra/k8ssandra --post-renderer k8ssandra-relocate \\
    --post-renderer-args=--registry=registry.internal:5000/k8ssandra
Any pipe, any file:
  helm template demo k8ssandra/k8ssandra | k8ssandra-relocate -r registry.internal:5000/k8ssandra
  k8ssandra-relocate -r registry.internal:5000/k8ssandra --in-place 'manifests/**/*.yaml'
${commandSection()}${flagGroups.map(flagSection).join('')}
Variables:
${wrapped(`Every flag can be said in a variable: ${variablePrefix}REGISTRY, ${variablePrefix}PULL_SECRET, … Lists are parted by commas. Lists of flags, variables and configuration files add up, and a mirror or image replaces one with the same source; of single values the flag counts before the variable, the variable before the file.`)}
Configuration file (${defaultConfigFile}):
  apiVersion: k8ssandra-relocate.io/v1alpha1
  kind: RelocationConfig
  registry: registry.internal:5000/k8ssandra
  mirrors:
    - { source: quay.io, target: registry.internal:5000/quay }
  imagePullSecrets: [registry-key]

Exit codes:
${exitCodes.map(({ code, meaning }) => `  ${code}  ${meaning}\n`).join('')}`
}

/** What it is and how it is called, for a person who only needs a hint. */
export function shortUsageText(): string {
  return `k8ssandra-relocate points every image of a K8ssandra release at a private registry.
It reads rendered manifests and writes them back with image references and pull secrets changed,
and not one other byte.

Usage: k8ssandra-relocate ${filter.usage}
`
}

function commandSection(): string {
  if (commands.length === 0) return ''
  const rows = commands.map(({ name, usage, help }) => entry(`${name} ${usage}`, help))
  return `\nCommands:\n${rows.join('')}`
}

function flagSection(group: string): string {
  return `\n${group}:\n${flags
    .filter(flag => flag.group === group)
    .map(flag => entry(spellings(flag), flag.help))
    .join('')}`
}

function spellings(flag: Flag): string {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  const value = flag.value === undefined ? '' : ` ${flag.words?.join('|') ?? flag.value}`
  const isRepeatable = flag.type === 'list' || flag.type === 'mappings'
  return `${short}--${flag.name}${value}${isRepeatable ? ' …' : ''}`
}

/** A term in the left column and what it means in the right one. */
function entry(term: string, meaning: string): string {
  const column = 38
  const lines = wrapped(meaning, column).split('\n')
  const first = lines[0]?.slice(column) ?? ''
  const head =
    `  ${term}`.length < column
      ? `  ${term}`.padEnd(column) + first
      : `  ${term}\n${' '.repeat(column)}${first}`
  return [head, ...lines.slice(1)].join('\n')
}

/** Words in lines of the page's width, all indented, the last with a line end. */
function wrapped(text: string, indent = 2): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && indent + line.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.map(line => `${' '.repeat(indent)}${line}\n`).join('')
}
