/** Relocates standard input, prints each change on standard error, and fails as the program does. */
import { text } from 'node:stream/consumers'
import {
  emptyConfig,
  formatReference,
  isFatal,
  mergeConfigs,
  parseConfig,
  relocate,
} from 'k8ssandra-relocate'

const file = parseConfig(`
apiVersion: k8ssandra-relocate.io/v1alpha1
kind: RelocationConfig
registry: registry.internal:5000/mirror
exclude: ['registry.k8s.io/**']
`)
const config = mergeConfigs(emptyConfig, file.config, { imagePullSecrets: ['registry-key'] })
const { output, changes, problems } = relocate(await text(process.stdin), config)

for (const { place, source, target } of changes) {
  console.error(`line ${place.line}: ${formatReference(source)} → ${formatReference(target)}`)
}
const errors = [...file.problems, ...problems].filter(isFatal)
for (const { code, message, remedy } of errors) console.error(`${code}: ${message}; ${remedy}`)

if (errors.length > 0) process.exitCode = 1
else process.stdout.write(output)
