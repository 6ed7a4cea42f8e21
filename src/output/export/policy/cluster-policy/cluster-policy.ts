import type { ExportInput } from '../../export-target.ts'
import { ephemeralImageField, podImageFields, type PodImageField } from '../pod-fields.ts'
import { policyRulesOf } from '../policy-rules.ts'
import { imageValidations } from '../validation.ts'
import { chooseSteps, choices } from './choose.ts'
import { jmesLiteral } from './jmespath.ts'
import { exclude, policy } from './policy.ts'
import { readSteps, stepOver } from './read.ts'
import { validationPolicy } from './validation.ts'

/**
 * ClusterPolicy, which releases of Kyverno before `policies.kyverno.io` have: mutations in JMESPath, validations in CEL.
 * Source: https://kyverno.io/docs/policy-types/cluster-policy/
 */
export function clusterPolicies(input: ExportInput, hasWarnings: boolean): readonly object[] {
  const { imagePullSecrets: secrets } = input.config
  const context = contextOf(input)
  return [
    policy('k8ssandra-relocate-pods', {}, [
      rule('relocate', created, context(podImageFields), {
        foreach: podImageFields.map(relocation),
      }),
      ...(secrets.length === 0 ? [] : secretRules(secrets, input, context(podImageFields))),
    ]),
    policy('k8ssandra-relocate-ephemeral-containers', {}, [
      rule('relocate', debugged, context([ephemeralImageField]), {
        foreach: [onlyNew(relocation(ephemeralImageField, 0))],
      }),
    ]),
    ...imageValidations(input).map(one => validationPolicy(one, input.action, hasWarnings)),
  ]
}

type Variable = { readonly name: string; readonly variable: { readonly jmesPath: string } }

/** One variable for each step; they hold a list for each of the lists of the pod. */
function contextOf(input: ExportInput): (fields: readonly PodImageField[]) => readonly Variable[] {
  const steps = [...readSteps(), ...chooseSteps(policyRulesOf(input))]
  return fields => {
    const images = fields.map(
      ({ list, key }) =>
        `map(&{image: ${key.join('.')} || '', item: name}, request.object.spec.${list} || \`[]\`)`,
    )
    const texts = { name: 'step0', variable: { jmesPath: `[${images.join(',\n')}]` } }
    return [
      texts,
      ...steps.map((step, at) => ({
        name: `step${at + 1}`,
        variable: { jmesPath: stepOver(`step${at}`, step) },
      })),
      { name: 'chosen', variable: { jmesPath: `step${steps.length}` } },
    ]
  }
}

/** What a rule is for. */
type Subject = { readonly kind: string; readonly operation: string }

const created: Subject = { kind: 'Pod', operation: 'CREATE' }
const debugged: Subject = { kind: 'Pod/ephemeralcontainers', operation: 'UPDATE' }

function rule(
  name: string,
  { kind, operation }: Subject,
  context: readonly Variable[],
  mutate: object,
  conditions: readonly Condition[] = [],
): object {
  return {
    name,
    match: { any: [{ resources: { kinds: [kind] } }] },
    exclude,
    context,
    preconditions: {
      all: [
        isEqual("{{ request.operation || 'CREATE' }}", operation),
        isEqual(`{{ request.object.metadata.annotations."kubernetes.io/config.mirror" || '' }}`, ''),
        ...conditions,
      ],
    },
    mutate,
  }
}

type Condition = { readonly key: string; readonly operator: 'Equals'; readonly value: string | boolean }

function isEqual(key: string, value: string | boolean): Condition {
  return { key, operator: 'Equals', value }
}

type Loop = {
  readonly list: string
  readonly preconditions: { readonly all: readonly Condition[] }
  readonly patchesJson6902: string
}

function relocation({ list, key }: PodImageField, at: number): Loop {
  return {
    list: `chosen[${at}]`,
    preconditions: {
      all: [isEqual("{{ starts_with(element.choice, ' ') || element.choice == element.image }}", false)],
    },
    patchesJson6902: patch(
      'replace',
      `/spec/${list}/{{elementIndex}}/${key.join('/')}`,
      '"{{ element.choice }}"',
    ),
  }
}

/** Containers that were there before cannot be changed any more. */
function onlyNew(loop: Loop): Loop {
  const names = 'request.oldObject.spec.ephemeralContainers[].name || `[]`'
  const isNew = isEqual(`{{ contains(${names}, element.item) }}`, false)
  return { ...loop, preconditions: { all: [...loop.preconditions.all, isNew] } }
}

/** A list that is there gets the names that it lacks; otherwise there is a new one. */
function secretRules(
  secrets: readonly string[],
  input: ExportInput,
  context: readonly Variable[],
): readonly object[] {
  const names = 'request.object.spec.imagePullSecrets[].name || `[]`'
  const isEmpty = '{{ length(request.object.spec.imagePullSecrets || `[]`) == `0` }}'
  const append = {
    foreach: [
      {
        list: jmesLiteral(secrets),
        preconditions: { all: [isEqual(`{{ contains(${names}, element) }}`, false)] },
        patchesJson6902: patch('add', '/spec/imagePullSecrets/-', '{"name": "{{ element }}"}'),
      },
    ],
  }
  const list = JSON.stringify(secrets.map(name => ({ name })))
  const add = { patchesJson6902: patch('add', '/spec/imagePullSecrets', list) }
  const pulls = pullsMoved(input)
  return [
    rule('append-pull-secrets', created, context, append, [isEqual(isEmpty, false), ...pulls]),
    rule('add-pull-secrets', created, context, add, [isEqual(isEmpty, true), ...pulls]),
  ]
}

/** The condition that a pod has an image which is not excluded. */
function pullsMoved({ config }: ExportInput): readonly Condition[] {
  if (config.exclude.length === 0) return []
  const isNone = 'length(chosen[] | [?isRead]) == `0`'
  const isSome = `length(chosen[] | [?isRead && choice != ${choices.excluded}]) > \`0\``
  return [isEqual(`{{ ${isNone} || ${isSome} }}`, true)]
}

function patch(op: string, path: string, value: string): string {
  return `- op: ${op}\n  path: ${path}\n  value: ${value}\n`
}
