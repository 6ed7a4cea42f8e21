import { containerLists } from '../knowledge/images/container-keys.ts'
import { isSchema } from '../manifest/manifest.ts'
import type { Field } from '../yaml/field.ts'
import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import type { Reference } from '../reference/reference.ts'
import type { Text } from '../yaml/text.ts'
import { inside, withEvidence, type Around } from './around.ts'
import { asOperand, namesOfItems, operandItems, wordOf } from './command-items.ts'
import { mayHide, mayName } from './may-name.ts'
import { MergingKeys, type Keys } from './merging-keys.ts'
import { classOfWord } from './candidates/word.ts'
import { isMemberOf, type Member } from './member.ts'
import { readContainer } from './read-container.ts'
import { aroundItem, aroundItems } from './parts/apart-in-text.ts'
import { findParts, findVariableParts } from './parts/find-parts.ts'
import { readScalar } from './read-scalar.ts'
import { isVersionApart } from './parts/family.ts'
import { evidenceBeside } from './beside.ts'
import { isContainer, isLeftOut, isObject, isObjectMeta, variableName } from './recognise.ts'
import { findInDefaults } from './schema.ts'
import type { Finding } from './shapes/finding.ts'
import { readPodLists } from './shapes/pod-lists.ts'
import { readSecretVariables } from './shapes/secret-variables.ts'

/** What the walk over a document hands on: findings, manifests in texts, and what was read already. */
export type Walk = {
  readonly visit: (field: Field, key: string, around: Around) => void
  readonly add: (finding: Finding, around: Around) => void
  /** Looks into a text as YAML; whether it could be read. */
  readonly enter: (text: Text, field: Field, key: string, around: Around) => boolean
  /** Whether a rule of the configuration names exactly this image. */
  readonly isNamed: (reference: Reference) => boolean
  /** Whether a reference is under a target already. */
  readonly isTarget: (reference: Reference) => boolean
  /** Values that were read with others or by a row. */
  readonly taken: Set<Node>
}

/** Goes through every value of a document once: containers, images in parts, and every scalar that may name an image. */
export class Walker {
  /** What patterns of policies share with other values is read there too. */
  private readonly seen = { patterns: new Set<Node>(), others: new Set<Node>() }
  readonly merging = new MergingKeys()
  readonly walk: Walk
  private readonly onObject: (field: Field, around: Around) => Around

  constructor(walk: Omit<Walk, 'visit'>, onObject: (field: Field, around: Around) => Around) {
    this.walk = { ...walk, visit: this.visit.bind(this) }
    this.onObject = onObject
  }

  /** `key` is what the value is under, that of the list for an item. */
  visit(field: Field, key: string, around: Around): void {
    const node = field.resolved
    if (node === undefined) return
    if (node.type === 'scalar') {
      if (!this.walk.taken.has(field.node)) readScalar(this.walk, field, node, key, around)
      return
    }
    const seen = this.seen[around.evidence.isPolicy === true ? 'patterns' : 'others']
    if (seen.has(node)) return
    seen.add(node)
    if (node.type === 'sequence') this.items(field, key, around)
    else this.mapping(field, node, key, around)
  }

  /** Before another document: forgets the last one. */
  forget(): void {
    for (const nodes of Object.values(this.seen)) nodes.clear()
    this.merging.clear()
    this.walk.taken.clear()
  }

  /** Leaves out what a row has explained as a whole. */
  close(field: Field): void {
    const node = field.resolved
    if (node !== undefined) this.seen.others.add(node)
  }

  private items(field: Field, key: string, around: Around): void {
    let previous: string | undefined
    const operands = operandItems(field, key)
    const inner = aroundItems(field, key, around)
    const names = namesOfItems(field, key)
    if (key === 'env') {
      findVariableParts(this.walk, field, around)
      for (const list of readSecretVariables(field)) this.walk.add(list, around)
    }
    for (const [index, item] of field.items.entries()) {
      const { scalar } = item
      const isWord = scalar !== undefined
      // The value of a flag is the next item: `--image`, `quay.io/team/tool:1`; unless it has one: `--image-size=1`.
      const flag = previous !== undefined && /^-[^=]*$/.test(previous) ? previous : key
      const operand = operands?.get(index)
      const word = operand === 'image' ? operand : flag
      const isApart = isVersionApart(names[index] ?? '', names)
      const own = isApart ? withEvidence(inner, { isVersionApart: true }) : inner
      this.visit(item, isWord ? word : key, asOperand(aroundItem(own, word), operand))
      previous = isWord && scalar.end - scalar.start < 100 ? wordOf(item, scalar) : undefined
    }
  }

  private mapping(field: Field, mapping: Mapping, key: string, outer: Around): void {
    const { keys } = field
    const isMerged = keys.includes('<<')
    const hasKind = isMerged || keys.includes('kind')
    if (hasKind && isSchema(field.textAt('kind') ?? '')) return findInDefaults(this.walk, field, outer)
    const around = hasKind && !field.isRoot && isObject(field) ? this.onObject(field, outer) : outer
    const list = readPodLists(field, keys)
    if (list !== undefined) this.walk.add(list, around)
    const all = isMerged ? field.keysWithMerged : keys
    const beside = this.merging.beside(mapping, all)
    let inner = this.insideMapping(field, mapping, all, key, around)
    if (!this.walk.taken.has(mapping)) findParts(this.walk, field, all, key, inner)
    // ImageVolumeSource: `image: {reference: …}`.
    const isVolume = key === 'image' && all.includes('reference')
    if (isVolume) inner = withEvidence(inner, { isContainer: true })
    const variable = variableName(field, all, around.manifest)
    const isDocker = all.includes('kind') && field.textAt('kind') === 'DockerImage'
    const isService = key === 'services' && field.isItem && all.includes('name')
    const keyFor = (name: string): string => {
      if (isService && name === 'name') return 'container'
      if ((isVolume && name === 'reference') || (isDocker && name === 'name')) return 'image'
      return (name === 'value' || name === 'default') && variable !== undefined ? variable : name
    }
    if (isMerged) this.merged(field, keyFor, inner)
    const isObjectReference = keys.includes('kind')
    const mayHaveMembers = !field.isItem && !isObjectReference && classOfWord(key) === 'image'
    for (const [index, pair] of mapping.pairs.entries()) {
      const name = keys[index]
      if (name === undefined || isLeftOut(field, name, keys, pair.value, around)) continue
      // `{kind: ImageStreamTag, name: "ruby:2.7"}` names an object.
      const isName = name === 'name' && isObjectReference && !isDocker
      if (isName && field.child(pair.value, name).text?.includes('/') !== true) continue
      const { key: node } = pair
      if (node.type === 'scalar') this.key(field, node, inner)
      const isMember = mayHaveMembers && isMemberOf(key, name)
      const isText = pair.value.type === 'scalar'
      const own = isText ? withEvidence(inner, evidenceBeside(name, beside)) : inner
      this.pair(
        field,
        pair.value,
        isVolume || isDocker || isService || variable !== undefined ? keyFor(name) : name,
        { name, isMember },
        isMember && !own.isListed ? { ...own, isListed: true } : own,
      )
    }
  }

  /** What is around the values of a mapping: a container, which is read, or a virtual machine. */
  private insideMapping(field: Field, mapping: Mapping, keys: Keys, key: string, around: Around): Around {
    const inner = isContainer(field, keys, key, around.manifest.group)
      ? readContainer(this.walk, field, around)
      : withEvidence(around, this.merging.evidence(field, mapping, keys))
    // `{name: driver-image, image: …}` names its image in another field.
    return inner.isListed && keys.includes('image') ? { ...inner, isListed: false } : inner
  }

  /**
   * What a merge (`<<`) brings into a pod counts as its own, and so does a value that what is next to it names (`keyFor`);
   * all else is read where it is anchored.
   */
  private merged(field: Field, keyFor: (name: string) => string, around: Around): void {
    const { keys } = field
    const named = ['reference', 'name', 'value', 'default'].filter(name => keyFor(name) !== name)
    for (const name of [...containerLists, 'volumes', ...named]) {
      const value = keys.includes(name) ? undefined : field.get(name)
      if (value !== undefined) this.visit(value, keyFor(name), around)
    }
  }

  private pair(field: Field, value: Node, key: string, { name, isMember }: Member, around: Around): void {
    if (value.type === 'scalar') {
      if (mayName(field.inText, value, key, isMember)) this.visit(field.child(value, name), key, around)
      return
    }
    const child = field.child(value, name)
    if (name === 'metadata' && isObjectMeta(child)) {
      const annotations = child.get('annotations')
      // The metadata of an object is not secret.
      const own = field.isRoot ? withEvidence(around, { isSecret: false }) : around
      if (annotations !== undefined) this.visit(annotations, 'annotations', own)
      return
    }
    this.visit(child, key, inside(name, around, field))
  }

  /** A key that is an image itself: tables of images by name. */
  private key(field: Field, key: Scalar, around: Around): void {
    if (key.end - key.start < 8) return // A shorter key is no image.
    const text = field.inText.source.slice(key.start, key.end)
    if (!mayHide(text) && (!text.includes('/') || !/[:@]/.test(text))) return
    readScalar(this.walk, field.child(key, text), key, '', withEvidence(around, { isKey: true }))
  }
}
