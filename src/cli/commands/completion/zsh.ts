import { programName, type CompletedCommand, type CompletedFlag } from './table.ts'

/** For zsh with `compinit`. The commands and what each flag takes are those of the tables. */
export function zshScript(flags: readonly CompletedFlag[], commands: readonly CompletedCommand[]): string {
  const rows = commands.map(({ name, help }) => `    ${quoted(`${name}:${help.replaceAll(':', '\\:')}`)}`)
  const withWords = commands.filter(({ words }) => words.length > 0)
  return `#compdef ${programName}
# zsh completion of ${programName}; to use it: source <(${programName} completion zsh)
_k8ssandra_relocate() {
  local state line
  local -a commands
  commands=(
${rows.join('\n')}
  )
  _arguments -C \\
${flags.map(flag => `    ${argumentOf(flag)} \\`).join('\n')}
    '1: :->first' \\
    '*: :->rest'
  case $state in
    first) _describe 'command' commands; _files ;;
    rest)
      case $line[1] in
${withWords.map(({ name, words }) => `        ${name}) compadd -- ${words.join(' ')} ;;`).join('\n')}
        *) _files ;;
      esac ;;
  esac
}
compdef _k8ssandra_relocate ${programName}
`
}

function argumentOf({ name, short, help, words, takes }: CompletedFlag): string {
  const value = { nothing: '', text: ':value:', file: ':file:_files', directory: ':directory:_files -/' }[
    takes
  ]
  const action = words.length > 0 ? `:word:(${words.join(' ')})` : value
  const about = `[${help.replace(/[[\]]/g, '\\$&')}]${action}`
  if (short === undefined) return quoted(`*--${name}${takes === 'nothing' ? '' : '='}${about}`)
  const long = quoted(`*--${name}${takes === 'nothing' ? '' : '='}${about}`)
  return `${long} ${quoted(`*-${short}${takes === 'nothing' ? '' : '+'}${about}`)}`
}

/** One word of the shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
