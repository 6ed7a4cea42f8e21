import { isAbout } from '../../../problem.ts'
import type { Acceptance } from '../../../rules/accept.ts'
import { matchesGlob, parseGlob } from '../../../rules/syntax/glob.ts'
import type { ExportInput } from '../export-target.ts'
import { celPattern, celString } from './cel.ts'
import { decide, isAtTarget, hasTargets, type PolicyRules } from './decide.ts'
import { patternOfGlob } from './glob-pattern.ts'
import { acceptedRows, policyRulesOf } from './policy-rules.ts'
import { readReferences, type PolicyVariable } from './read-references.ts'
import { groupsOfRows, imagesOfKinds, type GroupRows } from './resource-images.ts'

/** One validation: which objects it checks, and what must hold. */
export type ImageValidation = {
  readonly name: string
  readonly isPods: boolean
  readonly rules: readonly ResourceRule[]
  /** The same in the words of Kyverno: `GROUP/VERSION/KIND`, `KIND/subresource`. */
  readonly kinds: readonly string[]
  readonly conditions: readonly PolicyVariable[]
  readonly variables: readonly PolicyVariable[]
  readonly validations: readonly {
    readonly expression: string
    readonly message: string
    readonly messageExpression: string
  }[]
}

type ResourceRule = {
  readonly apiGroups: readonly string[]
  readonly apiVersions: readonly string[]
  readonly operations: readonly string[]
  readonly resources: readonly string[]
}

/** Pods and ephemeral containers, and the custom resources whose fields are known. */
export function imageValidations(input: ExportInput): readonly ImageValidation[] {
  const rules = policyRulesOf(input)
  const accepted = {
    ...rules,
    rows: { ...rules.rows, exclusions: [...rules.rows.exclusions, ...acceptedRows(input)] },
  }
  const acceptances = input.config.accept.filter(isOfObject)
  const subjects = [pods, ...groupsOfRows(input.config.fieldSpecs).map(resourcesOf)]
  return subjects.map(subject => validation(subject, accepted, acceptances))
}

type Subject = Pick<ImageValidation, 'name' | 'isPods' | 'rules' | 'conditions' | 'kinds'> & {
  /** The kinds of the objects, as they name themselves. */
  readonly names: readonly string[]
  /** An expression for the list of their images, below `object` or `oldObject`. */
  readonly images: (root: string) => string
}

const podRows = new Map([['Pod', [{ group: '', kind: 'Pod', path: 'spec', shape: 'pod-spec' } as const]]])

const pods: Subject = {
  name: 'k8ssandra-relocate-pods',
  isPods: true,
  rules: [
    ruleOf('', 'v1', ['CREATE', 'UPDATE'], 'pods'),
    ruleOf('', 'v1', ['UPDATE'], 'pods/ephemeralcontainers'),
  ],
  kinds: ['Pod', 'Pod/ephemeralcontainers'],
  names: ['Pod'],
  images: root => imagesOfKinds(podRows, root),
  conditions: [],
}

/** The resources of one API group whose images a row knows. */
function resourcesOf({ group, kinds }: GroupRows): Subject {
  const names = [...kinds.keys()]
  return {
    name: `k8ssandra-relocate-${group === '' ? 'core' : group === '*' ? 'any' : group}`,
    isPods: false,
    rules: [ruleOf(group, '*', ['CREATE', 'UPDATE'], '*')],
    kinds: names.map(kind => (group === '' ? `v1/${kind}` : `${group}/*/${kind}`)),
    names,
    images: root => imagesOfKinds(kinds, root),
    conditions: [
      { name: 'kind-with-images', expression: `object.kind in [${names.map(celString).join(', ')}]` },
    ],
  }
}

function ruleOf(
  group: string,
  version: string,
  operations: readonly string[],
  resource: string,
): ResourceRule {
  return { apiGroups: [group], apiVersions: [version], operations, resources: [resource] }
}

/**
 * What was there before an update is not refused. Otherwise nobody could remove a finalizer from a pod, or scale a cluster, that
 * is older than the policy.
 */
function validation(
  { name, isPods, rules: resourceRules, kinds, names, images, conditions }: Subject,
  rules: PolicyRules,
  acceptances: readonly Acceptance[],
): ImageValidation {
  const variables = [
    { name: 'before', expression: `oldObject == null || !has(oldObject.kind) ? [] : ${images('oldObject')}` },
    {
      name: 'fields',
      expression: `${images('object')}.filter(i, !(i in variables.before)).map(i, {'path': '', 'image': string(i)})`,
    },
    ...readReferences(),
    ...decide(rules),
    {
      name: 'unread',
      expression:
        "variables.fields.filter(f, f.image != 'auto' && !variables.texts.exists(t, t.image == f.image))",
    },
    { name: 'outside', expression: `variables.decisions.filter(d, ${isOutside(rules)})` },
  ]
  const accepted = acceptances.flatMap(acceptance => conditionOf(acceptance, names))
  return {
    name,
    isPods,
    rules: resourceRules,
    kinds,
    conditions: [
      ...conditions,
      ...accepted.map((expression, at) => ({ name: `accepted-${at + 1}`, expression })),
    ],
    variables,
    validations,
  }
}

/** That nothing is outside, and that every text in a field of images is an image. */
const validations: ImageValidation['validations'] = [
  {
    expression: 'variables.outside.size() == 0',
    message: 'images are outside of the registries that are allowed here; relocate them',
    messageExpression: `'outside of the registries that are allowed here: ' + variables.outside.map(d, d.image +
  (d.target == '' ? ' (no rule says where it goes)' : ' (use ' + d.target + ')')).join(', ') +
  '; relocate the manifest with k8ssandra-relocate, or exclude the image in its configuration'`,
  },
  {
    expression: 'variables.unread.size() == 0',
    message: 'texts in image fields are not image references',
    messageExpression: `'not an image reference: ' + variables.unread.map(f, f.image.replace('\\n', ' ')).join(', ') +
  '; correct the field'`,
  },
]

/** Whether, by the decision `d`, an image is neither excluded nor at a target. */
function isOutside(rules: PolicyRules): string {
  const moves = 'd.target != d.image'
  if (rules.rows.images.length === 0 || !hasTargets(rules)) return moves
  return `${moves} && !variables.references.exists(r, r.image == d.image && (${isAtTarget(rules)}))`
}

function isOfObject({ code, object, path }: Acceptance): boolean {
  return isAbout('outside', code) && object !== undefined && path === undefined
}

/** A condition that leaves the accepted objects out, where objects of these kinds can be meant. */
function conditionOf({ object = '', image }: Acceptance, kinds: readonly string[]): readonly string[] {
  if (image !== undefined) return []
  const glob = parseGlob(object)
  const kindGlob = parseGlob(object.split('/')[0] ?? '')
  if (!kinds.some(kind => matchesGlob(kindGlob, kind) || matchesGlob(glob, kind))) return []
  return [
    `!has(object.metadata.name) || !(object.kind + '/' + object.metadata.name).matches(${celPattern(patternOfGlob(glob))})`,
  ]
}
