import type { Found } from '../find/find.ts'
import { fieldsOf } from '../find/rows.ts'
import type { Possible } from '../find/shapes/finding.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { isSchema, isSecret } from '../manifest/manifest.ts'
import { isHost } from '../reference/host.ts'

/**
 * The field spec that makes a possible image one that is moved; undefined where no row does: in a key, a Secret, the schema
 * of a resource, an encoded or embedded text, for a registry alone.
 */
export function rowFor({ finding, manifest }: Found<Possible>): FieldSpec | undefined {
  const { written, reference, path } = finding
  const { kind, group } = manifest
  if (reference === undefined || manifest.path !== '' || isSchema(kind) || isSecret(manifest))
    return undefined
  if (!/^[A-Z][A-Za-z0-9]*$/.test(kind) || path === '' || isRegistryAlone(written)) return undefined
  const general = path.replace(/\[\d+\]/g, '[]')
  const texts = fieldsOf(manifest, general).flatMap(({ text }) => text ?? [])
  const isWhole = texts.some(text => text.trim() === written)
  if (!isWhole && !texts.some(text => text.includes(written))) return undefined
  return { group, kind, path: general, shape: isWhole ? 'reference' : 'text' }
}

function isRegistryAlone(text: string): boolean {
  return !text.includes('/') && isHost(text)
}
