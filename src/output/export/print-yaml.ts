import { stringify } from 'yaml'

/** Objects as a stream of YAML documents under a comment; texts of several lines are literal blocks. */
export function printYaml(comment: readonly string[], objects: readonly object[]): string {
  const documents = objects.map(object =>
    stringify(object, { lineWidth: 0, blockQuote: 'literal', version: '1.1' }),
  )
  return `${comment.map(line => `# ${line}\n`).join('')}${documents.join('---\n')}`
}
