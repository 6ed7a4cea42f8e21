import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import { powershellScript } from './powershell.ts'
import type { CompletionTable } from './table.ts'
import { zshScript } from './zsh.ts'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript } as const

type CompletionShell = keyof typeof scripts

/** The shells there is a script for. */
export const completionShells: readonly CompletionShell[] = ['bash', 'zsh', 'fish', 'powershell']

/** A script that, read by the shell, completes commands, and the flags and words that each of them knows. */
export function completionScript(shell: CompletionShell, table: CompletionTable): string {
  return scripts[shell](table)
}
