import { programName, sharedFlags, type CompletedFlag, type CompletionTable } from './table.ts'

/** For zsh with `compinit`. The commands and what each flag takes are those of the tables. */
export function zshScript(table: CompletionTable): string {
  const [, ...commands] = table
  const rows = commands.map(({ name, help }) => `    ${quoted(`${name}:${help.replaceAll(':', '\\:')}`)}`)
  const withWords = commands.filter(({ words }) => words.length > 0)
  const shared = sharedFlags(table)
  const specCases = table.map(({ name }) => {
    const own = shared.filter(({ commands: known }) => known.includes(name))
    const specs = own.map(({ flag }) => `      ${argumentOf(flag)}\n`)
    return `    ${name}) specs=(\n${specs.join('')}    ) ;;`
  })
  return `#compdef ${programName}
# zsh completion of ${programName}; to use it: source <(${programName} completion zsh)
_k8ssandra_relocate_behind() {
  local prefix
  for prefix; do
    if compset -P "$prefix"; then _files; return; fi
  done
  compadd -S '' -- "$@"
}
_k8ssandra_relocate() {
  local state line word command=filter
  local -a commands specs
  commands=(
${rows.join('\n')}
  )
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case $word in
      ${commands.map(({ name }) => name).join('|')}) command=$word; break ;;
    esac
  done
  case $command in
${specCases.join('\n')}
  esac
  _arguments -C "\${(@)specs}" \\
    '1: :->first' \\
    '*: :->rest'
  case $state in
    first) _describe 'command' commands; _files ;;
    rest)
      case $command in
${withWords.map(({ name, words }) => `        ${name}) compadd -- ${words.join(' ')} ;;`).join('\n')}
        *) _files ;;
      esac ;;
  esac
}
compdef _k8ssandra_relocate ${programName}
`
}

function argumentOf(flag: CompletedFlag): string {
  const takes = flag.value.kind !== 'nothing'
  const about = `[${flag.help.replace(/[[\]]/g, '\\$&')}]${actionOf(flag.value)}`
  const long = quoted(`*--${flag.name}${takes ? '=' : ''}${about}`)
  return flag.short === undefined ? long : `${long} ${quoted(`*-${flag.short}${takes ? '+' : ''}${about}`)}`
}

function actionOf(value: CompletedFlag['value']): string {
  switch (value.kind) {
    case 'nothing':
      return ''
    case 'text':
      return ':value:'
    case 'file':
      return ':file:_files'
    case 'directory':
      return ':directory:_files -/'
    case 'words':
      return `:word:(${value.words.join(' ')})`
    case 'prefixed':
      return `:place:_k8ssandra_relocate_behind ${value.prefixes.map(prefix => prefix.replace(':', '\\:')).join(' ')}`
  }
}

/** One word of the shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
