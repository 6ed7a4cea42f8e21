import { stringify } from 'yaml'

/** Objects as a stream of YAML documents under a comment. */
export function printYaml(comment: readonly string[], objects: readonly object[]): string {
  return `${comment.map(line => `# ${line}\n`).join('')}${objects.map(yamlText).join('---\n')}`
}

/** A value as YAML that readers of 1.1 and 1.2 take alike; texts of several lines are literal blocks. */
export function yamlText(value: object): string {
  return stringify(value, { lineWidth: 0, blockQuote: 'literal', version: '1.1' })
}
