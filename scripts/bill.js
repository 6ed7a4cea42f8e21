import { createHash } from 'node:crypto'

/**
 * The bill of materials of a release in CycloneDX 1.5, from the lock file: what the program is built with and runs on.
 * The same lock file and time give the same bytes.
 *
 * @param {{ packages: Record<string, { version?: string, license?: string, integrity?: string, resolved?: string, dev?: boolean }> }} lock
 * @param {string} name
 * @param {string} version
 * @param {number} seconds
 */
export function billOfMaterials(lock, name, version, seconds) {
  const root = purlOf(name, version)
  const components = Object.entries(lock.packages)
    .filter(([path, { version }]) => path !== '' && version !== undefined)
    .map(([path, entry]) => componentOf(path.replace(/^.*node_modules\//, ''), entry))
    .sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1))
  const distinct = components.filter(
    (component, index) => component['bom-ref'] !== components[index - 1]?.['bom-ref'],
  )
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: new Date(seconds * 1000).toISOString(),
      component: {
        type: 'application',
        'bom-ref': root,
        name,
        version,
        purl: root,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components: distinct,
    dependencies: [{ ref: root, dependsOn: distinct.map(component => component['bom-ref']) }],
  }
  const serial = uuidOf(JSON.stringify(bill))
  return `${JSON.stringify({ ...bill, serialNumber: `urn:uuid:${serial}` }, undefined, 2)}\n`
}

function componentOf(name, { version, license, integrity, dev }) {
  const purl = purlOf(name, version)
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    scope: dev === true ? 'excluded' : 'required',
    ...(license === undefined ? {} : { licenses: [licenseOf(license)] }),
    ...(integrity === undefined ? {} : { hashes: [hashOf(integrity)] }),
  }
}

function licenseOf(license) {
  return /[ (]/.test(license) ? { expression: license } : { license: { name: license } }
}

/** `sha512-BASE64` of the lock file, as CycloneDX writes it. */
function hashOf(integrity) {
  const [algorithm, content] = integrity.split(' ')[0].split(/-(.*)/)
  return {
    alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
    content: Buffer.from(content, 'base64').toString('hex'),
  }
}

function purlOf(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

/** A name-based UUID of the eighth version, which leaves the choice of the digest to us. */
function uuidOf(text) {
  const digits = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(digits[16], 16) & 3) | 8).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
