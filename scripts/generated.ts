import { commands, filter } from '../src/cli/commands.ts'
import { exitCodes } from '../src/cli/messages/exit-code.ts'
import { flags, variableOf } from '../src/cli/flags.ts'
import { flagGroups, type Flag } from '../src/cli/flags/flag.ts'
import { commandWord } from '../src/cli/flags/for-commands.ts'
import { configSchema } from '../src/config/schema.ts'
import { configFields } from './config-fields.ts'

import {
  accountTable,
  componentTables,
  fieldSpecTables,
  imageConfigTables,
  operatorImageTables,
  operatorInputTable,
} from './knowledge.ts'
import { thirdPartyLicences } from './licenses.ts'
import { manualPage } from './manual.ts'
import { benchTable } from './bench-table.ts'
import { code, table } from './table.ts'
import { limitList } from './limit-list.ts'
import { problemPages } from './problem-pages/documentation.ts'

/** The parts of the documentation that come from tables of the program, by the name of their marker. */
export const generatedParts: Readonly<Record<string, () => string>> = {
  commands: commandTable,
  configuration: configurationTable,
  flags: flagTable,
  'exit-codes': exitCodeTable,
  bench: benchTable,
  limits: limitList,
  problems: problemPages,
  'field-specs': fieldSpecTables,
  'operator-images': operatorImageTables,
  'image-config': imageConfigTables,
  'operator-inputs': operatorInputTable,
  components: componentTables,
  accounts: accountTable,
}

/** Every file that holds such parts. */
export const filesWithParts = [
  'docs/reference.md',
  'docs/field-specs.md',
  'README.md',
  'docs/problems.md',
  'docs/proof.md',
]

/** Every file that is generated as a whole. */
export const generatedFiles: Readonly<Record<string, () => string>> = {
  'man/k8ssandra-relocate.1': manualPage,
  'THIRD-PARTY-LICENSES.txt': thirdPartyLicences,
  'schema/k8ssandra-relocate.schema.json': () => `${JSON.stringify(configSchema, undefined, 2)}\n`,
}

/**
 * A document with its generated parts made anew. A part is between `<!-- generated: NAME -->` and
 * `<!-- end -->`; a name that is not known throws.
 */
export function withGeneratedParts(document: string): string {
  const [head = '', ...pieces] = document.split('<!-- generated: ')
  const rest = pieces.map(piece => {
    const name = piece.slice(0, piece.indexOf(' -->'))
    const part = generatedParts[name]
    const end = piece.indexOf('<!-- end -->')
    if (part === undefined || end < 0) throw new Error(`no such generated part, or no end to it: ${name}`)
    return `<!-- generated: ${name} -->\n\n${part()}\n\n${piece.slice(end)}`
  })
  return head + rest.join('')
}

function flagTable(): string {
  const rows = flagGroups.flatMap(group =>
    (flags as readonly Flag[])
      .filter(flag => flag.group === group)
      .map(flag => [
        code(`${flag.short === undefined ? '' : `-${flag.short}, `}--${flag.name}`) + value(flag),
        flag.help + (flag.commands === undefined ? '' : ` (${flag.commands.map(commandWord).join(', ')})`),
        variableOf(flag) === undefined ? '' : code(variableOf(flag) ?? ''),
      ]),
  )
  return table(['Flag', 'Meaning', 'Variable'], rows)
}

function value(flag: Flag): string {
  if (flag.words !== undefined) return ` ${code(flag.words.join('|'))}`
  return flag.value === undefined ? '' : ` ${code(flag.value)}`
}

function commandTable(): string {
  const rows = [{ ...filter, name: '' }, ...commands].map(({ name, usage, help }) => [
    code(`k8ssandra-relocate ${name} ${usage}`.replaceAll(/ +/g, ' ').trim()),
    help,
  ])
  return table(['Command', 'Does'], rows)
}

function configurationTable(): string {
  return table(
    ['Field', 'Meaning'],
    configFields().map(({ path, meaning }) => [code(path), meaning]),
  )
}

function exitCodeTable(): string {
  return table(
    ['Exit code', 'Meaning'],
    exitCodes.map(({ code, meaning }) => [String(code), meaning]),
  )
}
