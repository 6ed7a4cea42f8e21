import { programName, type CompletedCommand, type CompletedFlag } from './table.ts'

/** For fish 3. */
export function fishScript(flags: readonly CompletedFlag[], commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  const lines = [
    `# fish completion of ${programName}; to use it: ${programName} completion fish | source`,
    ...commands.map(
      ({ name, help }) =>
        `complete -c ${programName} -n ${quoted(`not __fish_seen_subcommand_from ${names}`)} -a ${name} -d ${quoted(help)}`,
    ),
    ...commands
      .filter(({ words }) => words.length > 0)
      .map(
        ({ name, words }) =>
          `complete -c ${programName} -n ${quoted(`__fish_seen_subcommand_from ${name}`)} -f -a ${quoted(words.join(' '))}`,
      ),
    ...flags.map(flag => flagLine(flag, names)),
  ]
  return `${lines.join('\n')}\n`
}

function flagLine({ name, short, help, words, takes, commands }: CompletedFlag, names: string): string {
  const only = commands?.filter(command => command !== 'filter') ?? []
  const condition =
    commands === undefined
      ? ''
      : only.length === 0
        ? ` -n ${quoted(`not __fish_seen_subcommand_from ${names}`)}`
        : ` -n ${quoted(`__fish_seen_subcommand_from ${only.join(' ')}`)}`
  const value = {
    nothing: '',
    text: ' -x',
    file: ' -r -F',
    directory: ` -x -a ${quoted('(__fish_complete_directories)')}`,
  }[takes]
  const action = words.length > 0 ? ` -x -a ${quoted(words.join(' '))}` : value
  const letter = short === undefined ? '' : ` -s ${short}`
  return `complete -c ${programName}${condition} -l ${name}${letter}${action} -d ${quoted(help)}`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
