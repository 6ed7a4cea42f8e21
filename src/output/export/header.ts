/** The comment that begins an export of rules: what it is, and that it is made. */
export function header(what: string): readonly string[] {
  return [what, 'Made by "k8ssandra-relocate export" from a configuration: change that and export again.']
}
