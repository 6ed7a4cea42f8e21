import { programName, sharedFlags, spellingsOf, type CompletionTable, type SharedFlag } from './table.ts'

/** For PowerShell 5.1 and newer. */
export function powershellScript(table: CompletionTable): string {
  const [, ...commands] = table
  const behind = commands.filter(command => command.words.length > 0)
  const shared = sharedFlags(table)
  return `# PowerShell completion of ${programName}
# to use it: ${programName} completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName '${programName}' -ScriptBlock {
  param($word, $ast, $position)
  $commands = [ordered]@{
${commands.map(({ name, help }) => `    ${quoted(name)} = ${quoted(help)}`).join('\n')}
  }
  $flags = @{
${table.map(({ name, flags }) => `    ${quoted(name)} = ${listed(flags.map(flag => `--${flag.name}`))}`).join('\n')}
  }
  $help = @{
${shared.flatMap(row => placesOf(row).map(place => `    ${quoted(`${place} --${row.flag.name}`)} = ${quoted(row.flag.help)}`)).join('\n')}
  }
  $values = @{
${shared.flatMap(valueLines).join('\n')}
${behind.map(({ name, words }) => `    ${quoted(`${name} ${name}`)} = ${listed(words)}`).join('\n')}
  }
  $before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  $previous = if ($before.Count -gt 0) { $before[-1] } else { '' }
  $named = @($before | Where-Object { $commands.Contains($_) })
  $command = if ($named.Count -gt 0) { $named[0] } else { 'filter' }
  $key = @("$command $previous", "* $previous") | Where-Object { $values.ContainsKey($_) } | Select-Object -First 1
  $candidates = if ($key) { $values[$key] }
    elseif ($word.StartsWith('-')) { $flags[$command] }
    elseif ($before.Count -le 1) { $commands.Keys }
    else { @() }
  $candidates | Where-Object { $_ -like "$word*" } | ForEach-Object {
    $about = if ($help.ContainsKey("$command $_")) { $help["$command $_"] }
      elseif ($help.ContainsKey("* $_")) { $help["* $_"] }
      elseif ($commands.Contains($_)) { $commands[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $about)
  }
}
`
}

function placesOf({ commands, isCommon }: SharedFlag): readonly string[] {
  return isCommon ? ['*'] : commands
}

function valueLines(row: SharedFlag): readonly string[] {
  const { value } = row.flag
  const words = value.kind === 'words' ? value.words : value.kind === 'prefixed' ? value.prefixes : []
  if (words.length === 0) return []
  return placesOf(row).flatMap(place =>
    spellingsOf(row.flag).map(spelling => `    ${quoted(`${place} ${spelling}`)} = ${listed(words)}`),
  )
}

function listed(words: readonly string[]): string {
  return `@(${words.map(quoted).join(', ')})`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
