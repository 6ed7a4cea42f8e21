import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import { powershellScript } from './powershell.ts'
import type { CompletedCommand, CompletedFlag } from './table.ts'
import { zshScript } from './zsh.ts'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript } as const

export type CompletionShell = keyof typeof scripts

/** The shells there is a script for. */
export const completionShells: readonly CompletionShell[] = ['bash', 'zsh', 'fish', 'powershell']

/** A script that, read by the shell, completes commands, flags and their words. */
export function completionScript(
  shell: CompletionShell,
  flags: readonly CompletedFlag[],
  commands: readonly CompletedCommand[],
): string {
  return scripts[shell](flags, commands)
}
