import { programName, sharedFlags, spellingsOf, type CompletionTable, type SharedFlag } from './table.ts'

/**
 * For bash 3.2 and newer; needs no bash-completion package. Bash parts words at `=` and `:`, so `--layout=f` comes as three and
 * `oci:dir` as three; what is in front of the last colon is `lead` here.
 */
export function bashScript(table: CompletionTable): string {
  const [, ...commands] = table
  const names = commands.map(({ name }) => name)
  const flagCases = table.map(
    ({ name, flags }) => `    ${name}) flags='${flags.flatMap(spellingsOf).join(' ')}' ;;`,
  )
  const withWords = commands.filter(({ words }) => words.length > 0)
  return `# bash completion of ${programName}; to use it: source <(${programName} completion bash)
_k8ssandra_relocate() {
  local cur prev word command=filter flags lead= at=$COMP_CWORD
  cur=\${COMP_WORDS[at]}
  if [ "$cur" = : ] && [ "$at" -gt 1 ]; then
    cur= at=$((at - 1)) lead=\${COMP_WORDS[at - 1]}:
  elif [ "$at" -gt 2 ] && [ "\${COMP_WORDS[at - 1]}" = : ]; then
    lead=\${COMP_WORDS[at - 2]}: at=$((at - 2))
  fi
  prev=\${COMP_WORDS[at - 1]}
  if [ "$cur" = = ]; then
    cur=
  elif [ "$prev" = = ]; then
    prev=\${COMP_WORDS[at - 2]}
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
  case $command:$prev in
${sharedFlags(table)
  .filter(({ flag }) => flag.value.kind !== 'nothing')
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

function valueCase({ flag, commands, isCommon }: SharedFlag): string {
  const places = isCommon ? ['*'] : commands
  const patterns = places.flatMap(place => spellingsOf(flag).map(spelling => `${place}:${spelling}`))
  return `    ${patterns.join(' | ')}) ${answerTo(flag.value)}return ;;`
}

function answerTo(value: SharedFlag['flag']['value']): string {
  switch (value.kind) {
    case 'nothing':
    case 'text':
      return ''
    case 'file':
      return 'COMPREPLY=($(compgen -f -- "$cur")); '
    case 'directory':
      return 'COMPREPLY=($(compgen -d -- "$cur")); '
    case 'words':
      return `COMPREPLY=($(compgen -W '${value.words.join(' ')}' -- "$cur")); `
    case 'prefixed':
      return (
        `case $lead in\n` +
        `      ${value.prefixes.join(' | ')}) COMPREPLY=($(compgen -f -- "$cur")) ;;\n` +
        `      '') COMPREPLY=($(compgen -W '${value.prefixes.join(' ')}' -- "$cur")); compopt -o nospace +o filenames 2>/dev/null || : ;;\n` +
        `    esac; `
      )
  }
}
