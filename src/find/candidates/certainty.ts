import { read } from '../../yaml/reader.ts'
import type { ScalarPlace } from './scalar-place.ts'
import type { Candidate } from './candidate.ts'
import { saysImage } from './word.ts'

/** What is known of the place where a suspect stands. */
export type Circumstances = {
  readonly suspect: Candidate
  /** The text of the scalar (or of what is encoded in it), and where in it the suspect begins. */
  readonly text: string
  readonly at: number
  readonly spot: ScalarPlace | undefined
  readonly kind: string
}

/** How sure we are: a `leak` is an image outside for certain, a `doubt` is a text that may be one. */
export type Certainty = 'leak' | 'doubt'

export type Classification = { readonly certainty: Certainty; readonly why: string }

/** Namespaces of Docker Hub whose images K8ssandra and what stands beside it run, so that a tag behind them says all. */
const knownNamespaces =
  /^(?:library|k8ssandra|datastax|stargateio|thelastpickle|grafana|kiwigrid|jettech|bats|prom|bitnami|bitnamilegacy|jaegertracing|timberio|cassandra|minio|curlimages|hashicorp|rancher|istio|calico|traefik|jenkins|elastic|percona|strimzi|apache)\//

type Rule = {
  readonly holds: (circumstances: Circumstances) => boolean
  /** Undefined for what is no image at all. */
  readonly verdict: Classification | undefined
}

const leak = (why: string): Classification => ({ certainty: 'leak', why })
const doubt = (why: string): Classification => ({ certainty: 'doubt', why })

/** The first rule that holds decides. */
const rules: readonly Rule[] = [
  { holds: isRule, verdict: undefined },
  { holds: isSelector, verdict: undefined },
  { holds: isOtherField, verdict: undefined },
  { holds: isMention, verdict: undefined },
  { holds: isOutsideDefault, verdict: undefined },
  { holds: isUntoldSecret, verdict: undefined },
  { holds: ({ spot }) => spot?.isKey === true, verdict: doubt('it stands as a key') },
  {
    holds: ({ suspect }) => suspect.isTemplate,
    verdict: doubt('a variable or a template fills in a part of it'),
  },
  {
    holds: ({ suspect }) => suspect.host === 'prefix',
    verdict: doubt('images may be put together from this registry'),
  },
  { holds: isSentence, verdict: doubt('it stands in the middle of a sentence') },
  { holds: isCommented, verdict: doubt('it stands in a comment inside a text') },
  {
    holds: isInBrokenText,
    verdict: doubt('the text it stands in cannot be read as YAML, so maybe nobody reads it'),
  },
  {
    holds: ({ spot }) => spot !== undefined && /^status\//.test(spot.path),
    verdict: doubt('it stands in a status, which says what ran and not what will run'),
  },
  {
    holds: ({ suspect }) => suspect.scheme === 'oci',
    verdict: doubt('it is an OCI artifact, which may be a chart as well as an image'),
  },
  {
    holds: ({ suspect }) => suspect.host === 'public' && hasVersion(suspect),
    verdict: leak('a whole reference to a public registry'),
  },
  {
    holds: given => given.suspect.host === 'public' && (isNamed(given) || isSchemaDefault(given)),
    verdict: leak('a repository of a public registry, where an image belongs'),
  },
  {
    holds: ({ suspect }) => suspect.host === 'public',
    verdict: doubt('it has neither tag nor digest, so it may be anything on that host'),
  },
  {
    holds: given => isNamed(given) && hasVersion(given.suspect),
    verdict: leak('what it stands under says image'),
  },
  {
    holds: ({ suspect }) => suspect.scheme === 'docker',
    verdict: leak('docker:// says that it is an image'),
  },
  {
    holds: isOfKnownNamespace,
    verdict: leak('a whole reference to a namespace on Docker Hub that everyone knows'),
  },
  {
    holds: ({ suspect }) => suspect.host === 'unknown',
    verdict: doubt('nothing says that it is an image, but it has a host, a path and a version'),
  },
  {
    holds: given => isNamed(given) && !hasVersion(given.suspect),
    verdict: doubt('what it stands under says image, but it has neither registry nor tag'),
  },
]

const otherwise = doubt('nothing says that it is an image, but it reads like one of Docker Hub')

/** How sure we are that a suspect is an image; undefined for what is none. */
export function classify(given: Circumstances): Classification | undefined {
  const rule = rules.find(({ holds }) => holds(given))
  return rule === undefined ? otherwise : rule.verdict
}

function hasVersion({ reference }: Candidate): boolean {
  return reference.tag !== undefined || reference.digest !== undefined
}

/** The word in front of it says image, or, where it is the whole scalar, the key does. */
function isNamed(given: Circumstances): boolean {
  return given.suspect.isNamed || (given.spot !== undefined && saysImage(given.spot.key) && isWhole(given))
}

function isOfKnownNamespace({ suspect }: Circumstances): boolean {
  return (
    suspect.isVersioned && suspect.host === 'unsaid' && knownNamespaces.test(suspect.reference.repository)
  )
}

/** Whether nothing but the suspect stands in its scalar. */
function isWhole({ suspect, text }: Circumstances): boolean {
  return text.length <= suspect.text.length + 20 && text.trim().length <= suspect.text.length + 10
}

/** Rules about access name resources, never images. */
function isRule({ kind, spot }: Circumstances): boolean {
  return /^(?:Cluster)?Role$/.test(kind) && spot !== undefined && spot.path.startsWith('rules')
}

/** Values of labels and of what selects by them: they have neither `/` nor `:`, or the API server refuses them. */
function isSelector({ spot }: Circumstances): boolean {
  return spot !== undefined && /(?:^|\/)(?:labels|matchLabels|nodeSelector)\/[^/]*$/.test(pathOf(spot))
}

/** Images of Ceph, and other fields with the name and not the nature. */
function isOtherField({ spot }: Circumstances): boolean {
  return spot !== undefined && /(?:^|\/)(?:rbd\/image|quobyte\/registry|gitRepo\/repository)$/.test(spot.path)
}

/** A word with a colon behind "image" in running text: no registry, no version, no quotes around it. */
function isMention(given: Circumstances): boolean {
  const { suspect, text, at } = given
  if (suspect.host !== 'unsaid' || suspect.isVersioned || isWhole(given)) return false
  if (/["'=]/.test(text.charAt(at - 1))) return false
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  const isField = /^\s*(?:- )?[\w.-]{1,60}:\s+$/.test(line)
  return !isField || !/^\s*(?:\n|$)/.test(text.slice(at + suspect.text.length, at + suspect.text.length + 20))
}

/** Between other words, neither named nor handed to a program. */
function isSentence({ suspect, text, at, spot }: Circumstances): boolean {
  if (suspect.isNamed || /(?:^|\/)(?:args|command)(?:$|\[)/.test(spot?.path ?? '')) return false
  return (
    /[A-Za-z,:][ \t]+[(`"']?$/.test(text.slice(Math.max(0, at - 5), at)) &&
    /^[)`"']?(?:[ \t]+[A-Za-z]|[.,;!?](?:\s|$))/.test(
      text.slice(at + suspect.text.length, at + suspect.text.length + 5),
    )
  )
}

/** The path of a spot, with the slashes inside of keys taken out. */
function pathOf(spot: ScalarPlace): string {
  return spot.path.replaceAll('\\/', '')
}

function isSchemaDefault({ kind, spot }: Circumstances): boolean {
  return (
    kind === 'CustomResourceDefinition' && spot !== undefined && /(?:^|\/)default(?:\/|\[|$)/.test(spot.path)
  )
}

/** Schemas are full of images in descriptions and examples; what becomes part of objects are their defaults. */
function isOutsideDefault(given: Circumstances): boolean {
  if (given.kind !== 'CustomResourceDefinition' || given.spot === undefined) return false
  if (/(?:^|\/)metadata\//.test(given.spot.path) && !given.spot.path.includes('/openAPIV3Schema/'))
    return false
  return !isSchemaDefault(given) || given.spot.key === 'description'
}

/** What in a Secret is not surely an image stays untold: it may be a secret. */
function isUntoldSecret(given: Circumstances): boolean {
  const { kind, suspect } = given
  return kind === 'Secret' && suspect.host !== 'public' && !isNamed(given) && !isOfKnownNamespace(given)
}

/** In a manifest inside a text that its reader will refuse; the chart k8ssandra 1.5.2 renders an ImageConfig of this kind. */
function isInBrokenText({ text, spot }: Circumstances): boolean {
  if (spot?.scalar.style !== 'literal' || !/^[ \t]*apiVersion:/m.test(text) || !/^[ \t]*kind:/m.test(text))
    return false
  return 'fault' in read(text, text.indexOf('\n') + 1)
}

/** Behind a `#` or `//` that begins its line, in a text of several. */
function isCommented({ text, at }: Circumstances): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return text.includes('\n') && /^\s*(?:#|\/\/)/.test(line)
}
