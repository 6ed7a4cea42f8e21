import { commands, filter } from './commands.ts'
import { exitCodes } from './messages/exit-code.ts'
import { flags, variablePrefix } from './flags.ts'
import { flagFor, flagGroups } from './flags/flag.ts'
import type { Command } from './commands.ts'
import type { Flag } from './flags/flag.ts'
import { defaultConfigFile } from './io/settings/load.ts'

const width = 100
/** A longer list of words is left to the sentence about the flag. */
const longestWords = 60
const table: readonly Flag[] = flags

/** The requested help: of a command, or of the whole program. */
export function usageText(command?: Command): string {
  return command === undefined ? programHelp() : commandHelp(command)
}

/** One command: what it does, an example, and the flags it knows, its own first. */
function commandHelp({ name, usage, help, example, isPlain }: Command): string {
  const own = table.filter(flag => flag.commands?.includes(name)).map(flag => flagFor(flag, name))
  const everywhere = table.filter(flag => flag.commands === undefined)
  const shared = isPlain === true ? [] : everywhere.map(flag => flagFor(flag, name))
  const groups = flagGroups.map(group => ({ group, rows: shared.filter(flag => flag.group === group) }))
  const sections = [{ group: `Flags of ${name}`, rows: own }, ...groups].filter(({ rows }) => rows.length > 0)
  return (
    `Usage: k8ssandra-relocate ${name} ${usage}`.trimEnd() +
    `

${wrapped(capital(help), 0)}
Example:
  ${example.replace(' | ', ' |\n    ')}
${sections.map(({ group, rows }) => `\n${group}:\n${rows.map(flagEntry).join('')}`).join('')}
All commands, variables and exit codes: k8ssandra-relocate --help
`
  )
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

function programHelp(): string {
  return `${shortUsageText()}
Helm 3:
  helm install demo k8ssandra/k8ssandra --post-renderer ./k8ssandra-relocate \\
    --post-renderer-args=--registry=registry.internal:5000/k8ssandra \\
    --post-renderer-args=--pull-secret=registry-key
Helm 4, where a post-renderer is a plugin:
  helm plugin install k8ssandra-relocate-0.1.0-linux-x64.tgz --keyring public.gpg
  helm install demo k8ssandra/k8ssandra --post-renderer k8ssandra-relocate \\
    --post-renderer-args=--registry=registry.internal:5000/k8ssandra
Any pipe, any file:
  helm template demo k8ssandra/k8ssandra | k8ssandra-relocate -r registry.internal:5000/k8ssandra
  k8ssandra-relocate -r registry.internal:5000/k8ssandra --in-place 'manifests/**/*.yaml'
${commandSection()}${flagGroups.map(flagSection).join('')}
Variables:
${wrapped(`Every flag but --help and --version has a variable: ${variablePrefix}REGISTRY, ${variablePrefix}PULL_SECRET, … Lists are separated by commas. Lists from flags, variables and configuration files are added up; a mirror or image replaces one with the same source. For single values, the flag wins over the variable, the variable over the file; a flag with two values is an error.`)}
Configuration file (${defaultConfigFile}):
  apiVersion: k8ssandra-relocate.io/v1alpha1
  kind: RelocationConfig
  registry: registry.internal:5000/k8ssandra
  mirrors:
    - { source: quay.io, target: registry.internal:5000/quay }
  imagePullSecrets: [registry-key]

Exit codes:
${exitCodes.map(({ code, meaning }) => `  ${code}  ${wrapped(meaning, 5).trimStart()}`).join('')}`
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
  const about =
    'A flag that relocating does not take has the names of its commands in brackets. COMMAND --help lists the flags of a command.'
  return `\nCommands:\n${rows.join('')}\n${wrapped(about)}`
}

function flagSection(group: string): string {
  return `\n${group}:\n${flags
    .filter(flag => flag.group === group)
    .map(flag => flagEntry({ ...flag, help: flag.help + restriction(flag) }))
    .join('')}`
}

/** The commands of a flag that relocating does not know. */
function restriction({ commands: known }: Flag): string {
  return known === undefined || known.includes('filter') ? '' : ` (${known.join(', ')})`
}

function flagEntry(flag: Flag): string {
  const words = isLong(flag) ? `: ${flag.words?.join(', ')}` : ''
  return entry(spellings(flag), flag.help + words)
}

function spellings(flag: Flag): string {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  const words = isLong(flag) ? undefined : flag.words?.join('|')
  const value = flag.value === undefined ? '' : ` ${words ?? flag.value}`
  const isRepeatable = flag.type === 'list' || flag.type === 'mappings'
  return `${short}--${flag.name}${value}${isRepeatable ? ' …' : ''}`
}

function isLong({ words = [] }: Flag): boolean {
  return words.join('|').length > longestWords
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
