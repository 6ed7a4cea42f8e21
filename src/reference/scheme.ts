/**
 * Schemes in front of an image, which stay: artifacts of Flux and Argo CD, disks that CDI and KubeVirt pull, policies of
 * Kubewarden.
 */
export const schemes = ['oci', 'docker', 'registry'] as const

/** A regular expression, for JavaScript and for RE2, of a text that begins with one, which is its first group. */
export const schemePattern = `^(${schemes.join('|')})://`
