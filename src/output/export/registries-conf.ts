import type { ExportInput, ExportOutput } from './export-target.ts'
import { header } from './header.ts'
import { prefixRows } from './prefix-rows.ts'

/**
 * registries.conf for CRI-O and Podman: a `location` without mirrors, so that the source is never contacted.
 * Source: https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md
 */
export function writeRegistriesConf(input: ExportInput): ExportOutput {
  const { rows, problems } = prefixRows(input)
  const tables = rows.map(({ source, target }) => {
    const what = target === undefined ? 'blocked = true' : `location = ${JSON.stringify(target)}`
    return `[[registry]]\nprefix = ${JSON.stringify(source)}\n${what}\n`
  })
  const comment = header(
    'Sends pulls to the private registry on this node: a file for /etc/containers/registries.conf.d.',
  ).map(line => `# ${line}\n`)
  return { text: comment.join('') + tables.map(table => `\n${table}`).join(''), problems }
}
