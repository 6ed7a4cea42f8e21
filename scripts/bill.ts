import { createHash } from 'node:crypto'
import { packageName, root } from './root.ts'
import { run } from './run.ts'

/** The part of a CycloneDX document that differs from run to run. */
type Bill = {
  readonly metadata: { readonly component: Readonly<Record<string, unknown>> }
}

/**
 * The bill of materials of a release in CycloneDX: what npm knows of the lock file, with a fixed time and a serial number
 * made from the contents. The same lock file, npm and time (in seconds) give the same bytes.
 *
 * @throws Error when npm fails.
 */
export function billOfMaterials(seconds: number): string {
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only']
  const made = JSON.parse(run('npm', args, { cwd: root })) as Bill
  const component = { ...made.metadata.component, name: packageName().name }
  const metadata = { ...made.metadata, timestamp: new Date(seconds * 1000).toISOString(), component }
  const bill = { ...made, metadata, serialNumber: undefined }
  const serial = uuidOf(JSON.stringify(bill))
  return `${JSON.stringify({ ...bill, serialNumber: `urn:uuid:${serial}` }, undefined, 2)}\n`
}

/** A name-based UUID of version 8, which leaves the choice of the digest to us (RFC 9562). */
function uuidOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
