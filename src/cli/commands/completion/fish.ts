import {
  programName,
  sharedFlags,
  type CompletedValue,
  type CompletionTable,
  type SharedFlag,
} from './table.ts'

/** For fish 3. */
export function fishScript(table: CompletionTable): string {
  const [, ...commands] = table
  const names = commands.map(({ name }) => name)
  const first = ` -n ${quoted(`not __fish_seen_subcommand_from ${names.join(' ')}`)}`
  const lines = [
    `# fish completion of ${programName}; to use it: ${programName} completion fish | source`,
    behind,
    ...commands.map(({ name, help }) => `complete -c ${programName}${first} -a ${name} -d ${quoted(help)}`),
    ...commands
      .filter(({ words }) => words.length > 0)
      .map(({ name, words }) => `complete -c ${programName}${seen([name])} -f -a ${quoted(words.join(' '))}`),
    ...sharedFlags(table).flatMap(row => flagLines(row, first, table.length)),
  ]
  return `${lines.join('\n')}\n`
}

/** Paths after a prefix: `oci:dir` is one word to fish, and no path. */
const behind = `function __k8ssandra_relocate_behind
  set -l token (commandline -ct | string replace -r -- '^--?[a-z-]+=' '')
  for prefix in $argv
    if string match -q -- "$prefix*" "$token"
      printf "$prefix%s\\n" (__fish_complete_path (string replace -- $prefix '' "$token"))
      return
    end
  end
  printf '%s\\n' $argv
end`

/** A flag of commands and of the filter takes two lines: fish has no name for the filter. */
function flagLines({ flag, commands }: SharedFlag, first: string, all: number): readonly string[] {
  const letter = flag.short === undefined ? '' : ` -s ${flag.short}`
  const line = (condition: string): string =>
    `complete -c ${programName}${condition} -l ${flag.name}${letter}${actionOf(flag.value)} -d ${quoted(flag.help)}`
  if (commands.length === all) return [line('')]
  const named = commands.filter(command => command !== 'filter')
  return [
    ...(commands.length > named.length ? [line(first)] : []),
    ...(named.length > 0 ? [line(seen(named))] : []),
  ]
}

function seen(names: readonly string[]): string {
  return ` -n ${quoted(`__fish_seen_subcommand_from ${names.join(' ')}`)}`
}

function actionOf(value: CompletedValue): string {
  switch (value.kind) {
    case 'nothing':
      return ''
    case 'text':
      return ' -x'
    case 'file':
      return ' -r -F'
    case 'directory':
      return ` -x -a ${quoted('(__fish_complete_directories)')}`
    case 'words':
      return ` -x -a ${quoted(value.words.join(' '))}`
    case 'prefixed':
      return ` -x -a ${quoted(`(__k8ssandra_relocate_behind ${value.prefixes.join(' ')})`)}`
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
