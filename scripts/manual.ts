import { commands, filter } from '../src/cli/commands.ts'
import { exitCodes } from '../src/cli/messages/exit-code.ts'
import { flags, variableOf } from '../src/cli/flags.ts'
import { flagGroups, type Flag } from '../src/cli/flags/flag.ts'
import { commandWord } from '../src/cli/flags/for-commands.ts'
import { defaultConfigFile } from '../src/cli/io/settings/load.ts'
import { version } from '../src/cli/version.ts'
import { configFields } from './config-fields.ts'

const table: readonly Flag[] = flags

/**
 * The manual page in the man(7) language, from the tables of flags, commands and exit codes. It bears no date, which
 * would make it stale every day.
 */
export function manualPage(): string {
  return [
    `.TH K8SSANDRA-RELOCATE 1 "" "k8ssandra-relocate ${version}" "User Commands"`,
    '.SH NAME',
    'k8ssandra\\-relocate \\- point every image of a K8ssandra release at a private registry',
    '.SH SYNOPSIS',
    `.B k8ssandra\\-relocate\n${escaped(filter.usage)}`,
    ...commands.flatMap(({ name, usage }) => [
      '.br',
      `.B k8ssandra\\-relocate ${escaped(name)}\n${escaped(usage)}`.trimEnd(),
    ]),
    '.SH DESCRIPTION',
    escaped(
      'Reads rendered Kubernetes manifests and writes them back with image references and pull secrets changed, and not one other byte. Without a file it is a filter, and a post-renderer for Helm.',
    ),
    '.SH COMMANDS',
    ...commands.map(({ name, usage, help, example }) =>
      term(`${name} ${usage}`.trimEnd(), `${help}. Example: ${example}`),
    ),
    ...flagGroups.flatMap(group => [
      `.SH OPTIONS: ${group.toUpperCase()}`,
      ...table.filter(flag => flag.group === group).map(option),
    ]),
    '.SH ENVIRONMENT',
    'Lists are separated by commas. A flag wins over its variable, a variable over the configuration file.',
    ...table.flatMap(flag => {
      const variable = variableOf(flag)
      return variable === undefined ? [] : [term(variable, `the same as --${flag.name}`)]
    }),
    term('NO_COLOR', 'no colours, whatever the terminal'),
    '.SH FILES',
    term(defaultConfigFile, 'the configuration, where no file is named with --config'),
    '.SH CONFIGURATION',
    'A YAML mapping; [] is every item of a list.',
    ...configFields().map(({ path, meaning }) => term(path, meaning)),
    '.SH EXIT STATUS',
    ...exitCodes.map(({ code, meaning }) => term(String(code), meaning)),
    '.SH EXAMPLES',
    ...examples.flatMap(({ what, command }, index) => [
      ...(index === 0 ? [] : ['.PP']),
      escaped(what),
      '.PP',
      '.nf',
      escaped(command),
      '.fi',
    ]),
    '.SH SEE ALSO',
    '.BR helm (1),\n.BR kubectl (1)',
    '',
  ].join('\n')
}

const examples = [
  {
    what: 'Any pipe:',
    command:
      'helm template demo CHART | k8ssandra-relocate -r registry.internal:5000/k8ssandra > rendered.yaml',
  },
  {
    what: 'Helm, which finds the program as a file (3) or as a plugin (4):',
    command:
      'helm install demo CHART --post-renderer k8ssandra-relocate \\\n    --post-renderer-args=--registry=registry.internal:5000/k8ssandra',
  },
  {
    what: 'What has to be copied first:',
    command: 'k8ssandra-relocate images -r registry.internal:5000/k8ssandra -o skopeo rendered.yaml',
  },
]

function option(flag: Flag): string {
  const names = [...(flag.short === undefined ? [] : [`-${flag.short}`]), `--${flag.name}`].join(', ')
  const value = flag.value === undefined ? '' : ` ${flag.words?.join('|') ?? flag.value}`
  const only = flag.commands === undefined ? '' : ` (${flag.commands.map(commandWord).join(', ')})`
  return term(names + value, flag.help + only)
}

function term(name: string, meaning: string): string {
  return `.TP\n.B ${escaped(name)}\n${escaped(meaning)}`
}

/** Text as text: no escapes, no requests, hyphens that can be copied. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replaceAll('→', '->')
    .replace(/^[.']/gm, '\\&$&')
}
