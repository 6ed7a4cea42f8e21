import { isOfficialImage } from '../../knowledge/images/official-images.ts'
import {
  isAssigned,
  hasPath,
  hasVersion,
  isCalledImage,
  isCommented,
  isFixed,
  isFlagValue,
  isHostAndPort,
  isLooseWord,
  isMention,
  isOfKnownNamespace,
  isOther,
  isSentence,
  isSurelyImage,
  mayBeSecretValue,
  isVersionedPath,
  isWhole,
  type Circumstances,
} from './circumstances.ts'
import { isMachineImage, isMaybeMachine } from './machine-image.ts'
import { isLabelMatcher } from './query.ts'

/**
 * What a candidate is, with the reason as a clause: an `image` is moved, and a leak where it cannot be; a `possible` image
 * is left and reported.
 */
export type Classification = { readonly is: 'image' | 'possible' | 'no image'; readonly why: string }

type Rule = readonly [is: Classification['is'], why: string, holds: (given: Circumstances) => boolean]

/** The first rule that holds decides. */
const rules: readonly Rule[] = [
  ['no image', 'nothing says that it is one', given => given.candidate.isWeak && given.isTarget !== true],
  ['no image', 'a pattern of a policy', given => given.isPolicy === true],
  ['no image', 'a value that is never an image', isOther],
  ['no image', 'a label that a query asks for', isLabelMatcher],
  ['no image', 'the image of a virtual machine', isMachineImage],
  [
    'no image',
    'a picture',
    ({ candidate }) => candidate.wordClass === 'picture' && !isVersionedPath(candidate),
  ],
  ['no image', 'a word in a sentence', isMention],
  ['no image', 'a word that only a loose name calls an image', isLooseWord],
  ['no image', 'something in a Secret that nothing calls an image', mayBeSecretValue],
  ['possible', 'it is a key', ({ isKey }) => isKey === true],
  ['possible', 'a variable or a template completes it', ({ candidate }) => candidate.isTemplate],
  [
    'possible',
    'images may be put together from this registry',
    ({ candidate }) => candidate.wordClass === 'registry' && !candidate.isVersioned,
  ],
  ['possible', 'it is in a comment inside a text', given => given.isComment === true || isCommented(given)],
  [
    'possible',
    'the text around it cannot be read as YAML, so maybe nothing reads it',
    given => given.isBroken === true,
  ],
  ['possible', 'it is in a status or a report, which says what ran', given => given.isStatus === true],
  [
    'possible',
    'it is a default in the schema of a resource',
    given => given.isDefault === true && (isSurelyImage(given) || isCalledImage(given)),
  ],
  ['no image', 'a default in the schema of a resource', given => given.isDefault === true],
  [
    'image',
    'an image in base64 or in a Secret',
    given => isFixed(given) && isSurelyImage(given) && hasVersion(given.candidate),
  ],
  ['possible', 'it is written in base64, which is not changed', given => given.isEncoded === true],
  ['possible', 'it is in a Secret, which is not changed', given => given.isSecret === true],
  [
    'possible',
    'a tool that fills a registry copies it from there',
    ({ isMirrored, isTarget }) => isMirrored === true && isTarget !== true,
  ],
  ['image', 'a rule names exactly this image', ({ isNamed }) => isNamed === true],
  [
    'image',
    'it is under a target already',
    given => given.isTarget === true && (hasVersion(given.candidate) || isCalledImage(given)),
  ],
  [
    'possible',
    'a command copies an image to it',
    ({ candidate, isDestination, isTarget }) =>
      isTarget !== true && (isDestination === true || candidate.wordClass === 'destination'),
  ],
  ['image', 'the image of a container', given => given.isContainer === true && isWhole(given)],
  ['possible', 'it is in the middle of a sentence', isSentence],
  ['image', 'docker:// says that it is an image', ({ candidate }) => candidate.scheme === 'docker'],
  [
    'possible',
    'it is an OCI artifact, which may be a chart as well as an image',
    ({ candidate }) => candidate.scheme === 'oci' || candidate.scheme === 'registry',
  ],
  [
    'image',
    'a whole reference to a known registry',
    ({ candidate }) => candidate.host === 'known' && hasVersion(candidate),
  ],
  [
    'image',
    'a repository of a known registry, where an image belongs',
    given =>
      given.candidate.host === 'known' && (isCalledImage(given) || given.candidate.wordClass === 'partial'),
  ],
  [
    'possible',
    'it names a known registry, but neither tag nor digest',
    ({ candidate }) => candidate.host === 'known',
  ],
  [
    'possible',
    'only what reads it knows which registry comes in front',
    ({ candidate }) => candidate.wordClass === 'partial' && candidate.host === 'unnamed',
  ],
  ['possible', 'it may as well be a host and its port', isHostAndPort],
  ['possible', 'it may as well be the image of a virtual machine', isMaybeMachine],
  [
    'image',
    'it is called an image and has a version',
    given => isCalledImage(given) && hasVersion(given.candidate),
  ],
  [
    'possible',
    'only a short word calls it an image',
    ({ candidate }) =>
      candidate.wordClass === 'short-image' && !isOfficialImage(candidate.reference.repository),
  ],
  [
    'image',
    'a command that takes images is given it',
    ({ candidate }) =>
      candidate.wordClass === 'operand' &&
      (hasPath(candidate) || isOfficialImage(candidate.reference.repository)),
  ],
  [
    'image',
    'it is called an image and has a host or a path',
    given =>
      isCalledImage(given) &&
      (isWhole(given) || isFlagValue(given) || (given.isVersionApart === true && isAssigned(given))) &&
      hasPath(given.candidate),
  ],
  [
    'image',
    'it is called an image and is an official image of Docker Hub',
    given => isCalledImage(given) && isOfficialImage(given.candidate.reference.repository),
  ],
  [
    'image',
    'a whole reference to a known namespace of Docker Hub',
    ({ candidate }) => isOfKnownNamespace(candidate),
  ],
  [
    'possible',
    'it has a host, a path and a version, but nothing calls it an image',
    ({ candidate }) => candidate.host === 'unknown',
  ],
  ['possible', 'it is called an image, but has neither registry nor tag', isCalledImage],
]

const otherwise: Classification = {
  is: 'possible',
  why: 'it looks like an image of Docker Hub, but its key does not say so',
}

/** What a candidate is. */
export function classify(given: Circumstances): Classification {
  const rule = rules.find(([, , holds]) => holds(given))
  return rule === undefined ? otherwise : { is: rule[0], why: rule[1] }
}
