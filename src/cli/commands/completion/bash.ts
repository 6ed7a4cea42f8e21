import { programName, spellingsOf, type CompletedCommand, type CompletedFlag } from './table.ts'

/** For bash 3.2 and newer; needs no bash-completion package. Bash parts words at `=`, so `--layout=f` comes as three. */
export function bashScript(flags: readonly CompletedFlag[], commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name)
  const flagCases = ['filter', ...names].map(command => {
    const known = flags.filter(flag => flag.commands?.includes(command) ?? true).flatMap(spellingsOf)
    return `    ${command}) flags='${known.join(' ')}' ;;`
  })
  const withWords = commands.filter(({ words }) => words.length > 0)
  return `# bash completion of ${programName}; to use it: source <(${programName} completion bash)
_k8ssandra_relocate() {
  local cur prev word command=filter flags
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD-1]}
  if [ "$cur" = = ]; then
    cur=
  elif [ "$prev" = = ]; then
    prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
    ${names.join(' | ')}) command=$word; break ;;
    esac
  done
  case $command in
${flagCases.join('\n')}
  esac
  COMPREPLY=()
  case $prev in
${flags
  .filter(({ takes }) => takes !== 'nothing')
  .map(valueCase)
  .join('\n')}
  esac
  case $cur in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$cur")); return ;;
  esac
  case $command in
    filter) COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$cur")) ;;
${withWords.map(({ name, words }) => `    ${name}) COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur")); return ;;`).join('\n')}
  esac
  COMPREPLY+=($(compgen -f -- "$cur"))
  return 0
}
complete -o filenames -F _k8ssandra_relocate ${programName}
`
}

function valueCase(flag: CompletedFlag): string {
  const answers = {
    nothing: '',
    text: '',
    file: 'COMPREPLY=($(compgen -f -- "$cur")); ',
    directory: 'COMPREPLY=($(compgen -d -- "$cur")); ',
  }
  const words =
    flag.words.length === 0
      ? answers[flag.takes]
      : `COMPREPLY=($(compgen -W '${flag.words.join(' ')}' -- "$cur")); `
  return `    ${spellingsOf(flag).join(' | ')}) ${words}return ;;`
}
