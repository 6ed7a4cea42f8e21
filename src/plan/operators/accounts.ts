import { sameNamespace } from '../account.ts'
import { printable } from '../../reference/quote.ts'
import { shellCommand } from '../../reference/shell.ts'
import { suppliedSecrets } from '../../knowledge/operators/models/pod-secrets.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { RuleSet } from '../../rules/ruleset.ts'
import { locate } from '../../yaml/locate.ts'
import { textOf } from '../../yaml/lookup.ts'
import { parsePath } from '../../yaml/path.ts'
import { resourceAccounts, type ResourceAccount } from '../../knowledge/charts/service-accounts.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Findings } from '../../find/find.ts'
import type { Mapping } from '../../yaml/node.ts'
import { runContextOf, type Context } from './context.ts'
import type { Operated } from './operated.ts'

/** Pods that can only get the secrets from an account, and that account. */
type Need = {
  readonly account: string
  readonly namespace: string | undefined
  readonly pods: Set<string>
  readonly place: Place
}

/**
 * One warning for each service account that is not in the stream although pods can get the pull secrets only from it,
 * with the command that adds them. Such an account is never made here: Helm refuses to adopt one that exists.
 * `named` has the accounts that the relocated objects name, where values files ask for others.
 */
export function accountProblems(
  found: Findings,
  operated: readonly Operated[],
  context: Context,
  pullSecrets: readonly string[],
  ruleSet: RuleSet,
  named: ReadonlyMap<Mapping, string> = new Map(),
): readonly Problem[] {
  if (pullSecrets.length === 0) return []
  const needs = new Map<string, Need>()
  for (const resource of operated) {
    const { manifest, place } = resource
    for (const row of resourceAccounts) {
      if (row.resource.kind !== manifest.kind || row.resource.group !== manifest.group) continue
      const images = resource.images.filter(({ pods }) => pods === row.pods)
      if (images.length === 0 || isServed(images, resource, found, context, pullSecrets, ruleSet)) continue
      const account = named.get(manifest.root)
      for (const name of account === undefined ? namesOf(row, manifest) : [account]) {
        if (isKnown(name, manifest, context)) continue
        const key = `${manifest.namespace ?? ''}/${name}`
        const need = needs.get(key) ?? {
          account: name,
          namespace: manifest.namespace,
          pods: new Set(),
          place,
        }
        need.pods.add(row.pods)
        needs.set(key, need)
      }
    }
  }
  return Array.from(needs.values(), need => problemOf(need, pullSecrets))
}

function problemOf({ account, namespace, pods, place }: Need, pullSecrets: readonly string[]): Problem {
  const patch = JSON.stringify({ imagePullSecrets: pullSecrets.map(name => ({ name })) })
  const where = namespace === undefined ? [] : ['--namespace', namespace]
  const command = ['kubectl', 'patch', 'serviceaccount', account, ...where, '--patch', patch]
  const who = Array.from(pods).sort().join(' and ')
  return {
    code: 'SECRET_BY_ACCOUNT',
    message: `pods of ${who} get pull secrets only from the service account ${printable(account)}, which is not in this stream`,
    remedy: `run: ${shellCommand(...command)}${namespace === undefined ? ' (in the namespace of the release)' : ''}`,
    place,
  }
}

/** Whether the secrets reach these pods another way: a list of the resource, an image object, or the operator itself. */
function isServed(
  images: readonly PulledImage[],
  { manifest }: Operated,
  found: Findings,
  context: Context,
  pullSecrets: readonly string[],
  ruleSet: RuleSet,
): boolean {
  const [first] = images
  if (first === undefined) return true
  const supplied = suppliedSecrets(first.pods, manifest.namespace, runContextOf(context), pullSecrets)
  if (pullSecrets.every(name => supplied.includes(name))) return true
  const hasList = found.secretLists.some(
    ({ manifest: owner, finding }) =>
      owner.root === manifest.root && finding.path.endsWith('imagePullSecrets'),
  )
  return hasList || images.some(image => getsSecret(image, found, ruleSet))
}

/** Whether an image object names a secret for the pods, or is given one. */
function getsSecret({ slot, reference }: PulledImage, found: Findings, ruleSet: RuleSet): boolean {
  if (slot?.takesSecret !== true) return false
  if (slot.secret !== undefined) return true
  const object = slot.owner.get(slot.key)
  if (object?.mapping === undefined)
    return reference !== undefined && ruleSet.decide(reference).kind === 'relocated'
  const offset = object.inText.toStream(object.mapping.start)
  return (
    object.get('pullSecretRef')?.get('name')?.text !== undefined ||
    found.secretLists.some(({ finding }) => finding.text.toStream(finding.offset) === offset)
  )
}

function namesOf(row: ResourceAccount, manifest: Manifest): readonly string[] {
  const { source } = manifest.text
  for (const field of row.fields) {
    const names = locate(source, manifest.root, parsePath(field)).flatMap(
      ({ node }) => textOf(source, node) ?? [],
    )
    if (names.length > 0) return Array.from(new Set(names))
  }
  return [row.default]
}

function isKnown(account: string, { namespace }: Manifest, { accounts }: Context): boolean {
  return accounts.some(known => known.name === account && sameNamespace(known.namespace, namespace))
}
