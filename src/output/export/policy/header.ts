import type { ExportInput } from '../export-target.ts'

/** The comment that begins an export: what it is, and that it is made. */
export function header(_input: ExportInput, what: string): readonly string[] {
  return [what, 'Made by "k8ssandra-relocate export" from a configuration: change that and export again.']
}
