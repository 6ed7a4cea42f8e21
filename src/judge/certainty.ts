import type { Spot } from './spot.ts'
import type { Suspect } from './suspect.ts'
import { saysImage } from './word.ts'
import type { Certainty } from './judgement.ts'

/** What is known of the place where a suspect stands. */
export type Circumstances = {
  readonly suspect: Suspect
  /** The text of the scalar (or of what is encoded in it), and where in it the suspect begins. */
  readonly text: string
  readonly at: number
  readonly spot: Spot | undefined
  readonly kind: string
}

export type Verdict = { readonly certainty: Certainty; readonly why: string }

/** Namespaces of Docker Hub whose images K8ssandra and what stands beside it run, so that a tag behind them says all. */
const knownNamespaces =
  /^(?:library|k8ssandra|datastax|stargateio|thelastpickle|grafana|kiwigrid|jettech|bats|prom|bitnami|bitnamilegacy|jaegertracing|timberio|cassandra|minio|curlimages|hashicorp|rancher|istio|calico|traefik|jenkins|elastic|percona|strimzi|apache)\//

type Rule = {
  readonly holds: (circumstances: Circumstances) => boolean
  /** Undefined for what is no image at all. */
  readonly verdict: Verdict | undefined
}

const leak = (why: string): Verdict => ({ certainty: 'leak', why })
const doubt = (why: string): Verdict => ({ certainty: 'doubt', why })

/** The first rule that holds decides. */
const rules: readonly Rule[] = [
  { holds: isRule, verdict: undefined },
  { holds: isOutsideDefault, verdict: undefined },
  { holds: isUntoldSecret, verdict: undefined },
  { holds: ({ spot }) => spot?.isKey === true, verdict: doubt('it stands as a key') },
  {
    holds: ({ suspect }) => suspect.isTemplate,
    verdict: doubt('a variable or a template fills in a part of it'),
  },
  { holds: isCommented, verdict: doubt('it stands in a comment inside a text') },
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
    holds: ({ suspect }) => suspect.isVersioned && knownNamespaces.test(suspect.reference.repository),
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
export function judgeSuspect(given: Circumstances): Verdict | undefined {
  const rule = rules.find(({ holds }) => holds(given))
  return rule === undefined ? otherwise : rule.verdict
}

function hasVersion({ reference }: Suspect): boolean {
  return reference.tag !== undefined || reference.digest !== undefined
}

/** The word in front of it says image, or, where it is the whole scalar, the key does. */
function isNamed({ suspect, spot, text }: Circumstances): boolean {
  if (suspect.isNamed) return true
  return spot !== undefined && saysImage(spot.key) && text.trim().length <= suspect.text.length + 10
}

/** Rules about access name resources, never images. */
function isRule({ kind, spot }: Circumstances): boolean {
  return /^(?:Cluster)?Role$/.test(kind) && spot !== undefined && spot.path.startsWith('rules')
}

function isSchemaDefault({ kind, spot }: Circumstances): boolean {
  return (
    kind === 'CustomResourceDefinition' && spot !== undefined && /(?:^|\/)default(?:\/|\[|$)/.test(spot.path)
  )
}

/** Schemas are full of images in descriptions and examples; what becomes part of objects are their defaults. */
function isOutsideDefault(given: Circumstances): boolean {
  if (given.kind !== 'CustomResourceDefinition' || given.spot === undefined) return false
  return !isSchemaDefault(given) || given.spot.key === 'description'
}

/** What in a Secret is not surely an image stays untold: it may be a secret. */
function isUntoldSecret(given: Circumstances): boolean {
  return given.kind === 'Secret' && given.suspect.host !== 'public' && !isNamed(given)
}

/** Behind a `#` or `//` that begins its line, in a text of several. */
function isCommented({ text, at }: Circumstances): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return text.includes('\n') && /^\s*(?:#|\/\/)/.test(line)
}
