import { isOfficialImage, isProgramImage } from '../../knowledge/images/official-images.ts'
import type { Candidate } from './candidate.ts'

/** Paths, labels and names of objects have the form of an image too: what says nothing more for itself is none. */
export function isLikelyImage({
  host,
  isVersioned,
  wordClass,
  reference,
  scheme,
  isTemplate,
}: Candidate): boolean {
  const isTagged = reference.tag !== undefined || reference.digest !== undefined
  if (host === 'known') return true
  // Without either it is a version of Docker, or the id of a container: `docker://20.10.7`.
  if (scheme === 'docker' && (isTagged || reference.repository.includes('/'))) return true
  // A server of this machine more often than a registry.
  if (/^localhost(?::|$)/.test(reference.registry ?? '')) return wordClass === 'image'
  if (wordClass === 'registry') return host === 'unknown'
  if (wordClass === 'image' || wordClass === 'loose-image' || wordClass === 'short-image') return true
  if (wordClass === 'program-image') return true
  if (wordClass === 'machine-image' && isProgramImage(reference.repository)) return true
  if (wordClass === 'repository') return isTagged
  if (wordClass === 'partial') return true
  const isBare = reference.registry === undefined && !reference.repository.includes('/')
  if (isBare) return reference.digest !== undefined || (isVersioned && isOfficialImage(reference.repository))
  // A number alone is not a version; after a host and a path it is not a port either.
  if ((host === 'unknown' || isTemplate) && reference.tag !== undefined && /^\d+$/.test(reference.tag))
    return true
  return isVersioned && (host === 'unknown' || /[a-z]/.test(reference.repository.split('/', 1)[0] ?? ''))
}
