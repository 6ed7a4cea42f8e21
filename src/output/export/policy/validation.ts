import { isAbout } from '../../../problem.ts'
import type { Acceptance } from '../../../rules/accept.ts'
import { matchesGlob, parseGlob } from '../../../rules/glob.ts'
import type { ExportInput } from '../export-target.ts'
import { celPattern, celString } from './cel.ts'
import { decide, isAtTarget, hasTargets, type PolicyRules } from './decide.ts'
import { patternOfGlob } from './glob-pattern.ts'
import { acceptedRows, policyRulesOf } from './policy-rules.ts'
import { readReferences, type PolicyVariable } from './read-references.ts'
import { groupsOfRows, imagesOfKinds } from './resource-images.ts'

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
  return [
    validation('k8ssandra-relocate-pods', accepted, acceptances, {
      isPods: true,
      rules: [
        { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['pods'] },
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['UPDATE'],
          resources: ['pods/ephemeralcontainers'],
        },
      ],
      kinds: ['Pod', 'Pod/ephemeralcontainers'],
      names: ['Pod'],
      images: root => imagesOfKinds(podRows, root),
      conditions: [],
    }),
    ...groupsOfRows(input.config.fieldSpecs).map(({ group, kinds }) =>
      validation(
        `k8ssandra-relocate-${group === '' ? 'core' : group === '*' ? 'any' : group}`,
        accepted,
        acceptances,
        {
          isPods: false,
          rules: [
            { apiGroups: [group], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: ['*'] },
          ],
          kinds: Array.from(kinds.keys(), kind => (group === '' ? `v1/${kind}` : `${group}/*/${kind}`)),
          names: Array.from(kinds.keys()),
          images: root => imagesOfKinds(kinds, root),
          conditions: [
            {
              name: 'kind-with-images',
              expression: `object.kind in [${Array.from(kinds.keys(), celString).join(', ')}]`,
            },
          ],
        },
      ),
    ),
  ]
}

const podRows = new Map([['Pod', [{ group: '', kind: 'Pod', path: 'spec', shape: 'pod-spec' } as const]]])

type Subject = Pick<ImageValidation, 'isPods' | 'rules' | 'conditions' | 'kinds'> & {
  readonly names: readonly string[]
  readonly images: (root: string) => string
}

/**
 * What was there before an update is not refused. Otherwise nobody could remove a finalizer from a pod, or scale a cluster, that
 * is older than the policy.
 */
function validation(
  name: string,
  rules: PolicyRules,
  acceptances: readonly Acceptance[],
  { isPods, rules: resourceRules, kinds, names, images, conditions }: Subject,
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
    validations: [
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
    ],
  }
}

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
