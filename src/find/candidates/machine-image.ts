import { isOfficialImage, isProgramImage } from '../../knowledge/images/official-images.ts'
import { hasPath, hasVersion, isVersionedPath, type Circumstances } from './circumstances.ts'

/**
 * Where machines are described, only a path with a version is a container image, and what a command pulls; under a word
 * that says machine (`VM_IMAGE`), a name with a version is one too, and so may be that of a program.
 */
export function isMachineImage({ candidate, isMachine, isContainer }: Circumstances): boolean {
  const { wordClass, isVersioned, host, reference } = candidate
  if (isContainer === true || isVersionedPath(candidate) || wordClass === 'operand') return false
  if (isMachine === true) return wordClass !== 'repository' || host !== 'known'
  if (isVersioned || host === 'known' || isProgramImage(reference.repository)) return false
  return wordClass === 'machine-image'
}

/** A name or a path, which only the word says may be that of a machine: `worker-image: tool:1.36`, `SERVER_IMAGE: nginx`. */
export function isMaybeMachine({ candidate, isMaybeMachine: isShared }: Circumstances): boolean {
  const { wordClass, reference } = candidate
  if (isShared === true && !isVersionedPath(candidate)) return true
  if (wordClass !== 'machine-image' && wordClass !== 'program-image') return false
  return !hasVersion(candidate) || (!hasPath(candidate) && !isOfficialImage(reference.repository))
}
