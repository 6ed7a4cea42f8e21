import { isReportGroup } from '../knowledge/images/look-alikes.ts'
import { isMirroringGroup } from '../knowledge/images/mirroring.ts'
import { isMachineKind, isMachineKey } from '../knowledge/images/machines.ts'
import { patternKeys } from '../knowledge/images/policies.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { isSecret, type Manifest } from '../manifest/manifest.ts'
import type { Field } from '../yaml/field.ts'
import type { Evidence } from './candidates/circumstances.ts'
import { withMore } from './candidates/remembered.ts'

/** A registry for several images, set in a text or a command line, and what the names of its images begin with. */
export type SharedRegistry = {
  readonly key: string
  readonly value: string
  readonly prefix: string
  /** The part of the text that it is for. */
  readonly start: number
  readonly end: number
}

/** What is around a value on the way down from the root of its manifest. */
export type Around = {
  readonly manifest: Manifest
  /** The row that led here; undefined where the walk over everything did. */
  readonly spec: FieldSpec | undefined
  /** Whether a row says that pods are made from this: a text that is not an image is a fault in the image of a container. */
  readonly isPod: boolean
  /** The current container. */
  readonly container: Field | undefined
  /** Whether a key above names several images: `images`. */
  readonly isListed: boolean
  /** How many texts the value is inside of. */
  readonly depth: number
  readonly evidence: Evidence
  /** The registries that the same text or command line sets; undefined outside of both. */
  readonly shared: readonly SharedRegistry[] | undefined
}

const nothing: Evidence = {}

/** What is around the root of a manifest. */
export function aroundRoot(manifest: Manifest, spec: FieldSpec | undefined, depth: number): Around {
  const { group, kind } = manifest
  const isPlain = group === '' && !isSecret(manifest)
  const evidence: Evidence = isPlain
    ? nothing
    : {
        ...(isSecret(manifest) ? { isSecret: true } : {}),
        ...(isMachineKind(group, kind) ? { isMachine: true } : {}),
        ...(isReportGroup(group) ? { isStatus: true } : {}),
        ...(isMirroringGroup(group) ? { isMirrored: true } : {}),
        ...(patternKeys(group) === 'all' ? { isPolicy: true } : {}),
      }
  return {
    manifest,
    spec,
    isPod: false,
    container: undefined,
    isListed: false,
    depth,
    evidence: isPlain || Object.keys(evidence).length === 0 ? nothing : evidence,
    shared: undefined,
  }
}

/** What is around the values below a key. */
function below(around: Around, key: string): Around {
  if (isMachineKey(key)) return withEvidence(around, { isMachine: true })
  const patterns = patternKeys(around.manifest.group)
  if (patterns !== undefined && patterns !== 'all' && patterns.has(key))
    return withEvidence(around, { isPolicy: true })
  return around
}

export function withEvidence(around: Around, more: Evidence): Around {
  const { manifest, spec, isPod, container, isListed, depth, shared } = around
  const evidence = withMore(around.evidence, more)
  return { manifest, spec, isPod, container, isListed, depth, evidence, shared }
}

/** What is around the values below a key of a mapping. */
export function inside(name: string, around: Around, field: Field): Around {
  const isWords = /^(?:cmd|command|args|entrypoint)$/.test(name)
  const isListed = !isWords && (around.isListed || /(?:^i|I|_i|-i)mages$|IMAGES$/.test(name))
  const next = isListed === around.isListed ? around : { ...around, isListed }
  if (name === 'status' && field.isRoot) return withEvidence(next, { isStatus: true })
  if (name === 'command' || name === 'args') return withEvidence(next, { isCommand: true })
  return below(next, name)
}
