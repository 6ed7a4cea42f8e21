import { isSchema } from './manifest.ts'

/** A kind that a row is about, and the shape that a field spec names. */
type KindRow = { readonly group: string; readonly kind: string; readonly shape?: string }

/** Decides, from the kinds and the text of a document, whether a relocation has to read it. */
export type Relevance = (kinds: readonly string[], content: string) => boolean

/**
 * A document without any of these words holds no image, and no place for a pull secret but by its kind. Rules and
 * dashboards of Prometheus have the label in `image!=""`, which names none, and count containers, which are no key.
 * Source: https://github.com/prometheus-operator/kube-prometheus/blob/v0.14.0/manifests/kubernetesControlPlane-prometheusRule.yaml.
 */
const hint = /image(?!!=)|containers(?=[\\"']{0,9}\s*:)|reloader/i

/** Ways to write letters that hide every word: escapes, texts in base64, lines joined by a backslash. */
const hidden = /\\(?:[xuU]|\r?\n)|!!binary|!<|%TAG/

/** Whether a document may hold any word without showing it. */
export function isHidden(content: string): boolean {
  return hidden.test(content)
}

/**
 * A document is relevant when it has a word that we look for, or may have it in disguise; when a row of its kind may add
 * something or tells of an operator; or when its kind cannot be told and it has the name of such a kind in it. What is a
 * definition beyond doubt never is.
 */
export function relevanceOf(rows: readonly KindRow[]): Relevance {
  let known: ReadonlyMap<string, ReadonlySet<string>> | undefined
  return (kinds, content) => {
    if (kinds.length > 0 && kinds.every(isSchema)) return false
    if (hint.test(content) || hidden.test(content)) return true
    const groups = (known ??= groupsOf(rows))
    if (kinds.some(kind => hasGroup(groups.get(kind), content))) return true
    const isKnown = kinds.length > 0 && !kinds.some(kind => kind === '' || kind.endsWith('List'))
    return !isKnown && [...groups.keys()].some(kind => content.includes(kind))
  }
}

/** The groups of each kind that may hold an image or a place for a pull secret. */
function groupsOf(rows: readonly KindRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>()
  for (const { kind, group, shape } of rows) {
    if (shape === 'embedded-manifest' && group === '') continue
    groups.set(kind, (groups.get(kind) ?? new Set()).add(group))
  }
  return groups
}

/** Whether one of the groups is that of the document, as far as its text tells: the core group has no name to look for. */
function hasGroup(groups: ReadonlySet<string> | undefined, content: string): boolean {
  if (groups === undefined) return false
  for (const group of groups) if (!group.includes('.') || content.includes(group)) return true
  return false
}
