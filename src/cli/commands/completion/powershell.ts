import { programName, spellingsOf, type CompletedCommand, type CompletedFlag } from './table.ts'

/** For PowerShell 5.1 and newer. */
export function powershellScript(
  flags: readonly CompletedFlag[],
  commands: readonly CompletedCommand[],
): string {
  const words = flags.filter(flag => flag.words.length > 0)
  const behind = commands.filter(command => command.words.length > 0)
  return `# PowerShell completion of ${programName}
# to use it: ${programName} completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName '${programName}' -ScriptBlock {
  param($word, $ast, $position)
  $commands = [ordered]@{
${commands.map(({ name, help }) => `    ${quoted(name)} = ${quoted(help)}`).join('\n')}
  }
  $flags = [ordered]@{
${flags.map(({ name, help }) => `    ${quoted(`--${name}`)} = ${quoted(help)}`).join('\n')}
  }
  $values = @{
${words.flatMap(flag => spellingsOf(flag).map(spelling => `    ${quoted(spelling)} = ${listed(flag.words)}`)).join('\n')}
${behind.map(({ name, words: list }) => `    ${quoted(name)} = ${listed(list)}`).join('\n')}
  }
  $before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  $previous = if ($before.Count -gt 0) { $before[-1] } else { '' }
  $candidates = if ($values.ContainsKey($previous)) { $values[$previous] }
    elseif ($word.StartsWith('-')) { $flags.Keys }
    elseif ($before.Count -le 1) { $commands.Keys }
    else { @() }
  $candidates | Where-Object { $_ -like "$word*" } | ForEach-Object {
    $about = if ($flags.Contains($_)) { $flags[$_] } elseif ($commands.Contains($_)) { $commands[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $about)
  }
}
`
}

function listed(words: readonly string[]): string {
  return `@(${words.map(quoted).join(', ')})`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
