type PolicyRow = { readonly groups: readonly string[]; readonly keys: ReadonlySet<string> | 'all' }

/**
 * Policies: below these keys are patterns that images are held against. What a policy writes into resources (`mutate`,
 * `generate`) is an image like any other.
 * Sources: https://kyverno.io/docs/policy-types/, https://open-policy-agent.github.io/gatekeeper/website/docs/howto,
 * https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/, https://docs.kubewarden.io/,
 * https://docs.sigstore.dev/policy-controller/overview/, https://ratify.dev/docs/, https://cloud.ibm.com/docs/Registry?topic=Registry-security_enforce_portieris,
 * https://docs.openshift.com/container-platform/latest/openshift_images/image-configuration.html,
 * https://docs.tigera.io/calico/latest/reference/installation/api#operator.tigera.io/v1.ImageSet, https://www.jspolicy.com/docs/using-policies/policy-types,
 * https://open-docs.neuvector.com/policy/usingcrd/.
 */
const policies: readonly PolicyRow[] = [
  {
    groups: ['kyverno.io', 'policies.kyverno.io'],
    keys: new Set([
      'validate',
      'verifyImages',
      'match',
      'exclude',
      'preconditions',
      'matchConditions',
      'matchConstraints',
      'validations',
      'matchImageReferences',
      'imageExtractors',
      'attestors',
      'variables',
      'context',
      'conditions',
    ]),
  },
  { groups: ['constraints.gatekeeper.sh', 'templates.gatekeeper.sh'], keys: 'all' },
  {
    groups: ['admissionregistration.k8s.io'],
    keys: new Set([
      'matchConstraints',
      'matchConditions',
      'matchResources',
      'validations',
      'auditAnnotations',
      'variables',
    ]),
  },
  { groups: ['policy.sigstore.dev'], keys: 'all' },
  { groups: ['policies.kubewarden.io'], keys: new Set(['settings', 'matchConditions']) },
  { groups: ['policy.jspolicy.com'], keys: 'all' },
  { groups: ['neuvector.com'], keys: 'all' },
  { groups: ['config.ratify.deislabs.io', 'config.ratify.dev'], keys: 'all' },
  { groups: ['portieris.cloud.ibm.com', 'securityenforcement.admission.cloud.ibm.com'], keys: 'all' },
  // Tables of mirrors, and the scopes of policies.
  {
    groups: ['config.openshift.io'],
    keys: new Set([
      'scopes',
      'registrySources',
      'allowedRegistriesForImport',
      'imageDigestMirrors',
      'imageTagMirrors',
    ]),
  },
  { groups: ['operator.openshift.io'], keys: new Set(['repositoryDigestMirrors']) },
  // An ImageSet gives digests to images that the operator knows by these names.
  { groups: ['operator.tigera.io'], keys: new Set(['images']) },
]

const keysByGroup: ReadonlyMap<string, PolicyRow['keys']> = new Map(
  policies.flatMap(({ groups, keys }) => groups.map(group => [group, keys] as const)),
)

/** The keys below which a policy has patterns; undefined for what is not a policy. */
export function patternKeys(group: string): PolicyRow['keys'] | undefined {
  return keysByGroup.get(group)
}

/**
 * Whether a text is a policy in Rego: the images in it are patterns.
 * Source: https://www.openpolicyagent.org/docs/latest/policy-language/.
 */
export function isPolicyText(key: string, text: string): boolean {
  if (key.endsWith('.rego')) return true
  return (
    /^[ \t]*package[ \t]+[\w.]+[ \t]*$/m.test(text) && /\binput\.|\b(?:deny|violation|allow)\b/.test(text)
  )
}
