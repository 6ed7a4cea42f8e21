import { sameNamespace } from '../account.ts'
import { printable } from '../../reference/quote.ts'
import { shellCommand } from '../../reference/shell.ts'
import { locate } from '../../yaml/locate.ts'
import { textOf } from '../../yaml/lookup.ts'
import { parsePath } from '../../yaml/path.ts'
import { resourceAccounts, type ResourceAccount } from '../../knowledge/charts/service-accounts.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { OperatorImage } from '../plan.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Findings } from '../../find/find.ts'
import type { Mapping } from '../../yaml/node.ts'
import type { Context } from './context.ts'

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
 * Source: FIELDMAP §2.6, §6.
 * `named` has the accounts that the relocated objects name, where values files ask for others.
 */
export function accountProblems(
  survey: Findings,
  context: Context,
  pullSecrets: readonly string[],
  operatorImages: readonly OperatorImage[],
  named: ReadonlyMap<Mapping, string> = new Map(),
): readonly Problem[] {
  if (pullSecrets.length === 0) return []
  const needs = new Map<string, Need>()
  for (const { manifest, place } of survey.objects) {
    for (const row of resourceAccounts) {
      if (row.resource.kind !== manifest.kind || row.resource.group !== manifest.group) continue
      if (!hasPods(row, manifest) || isServed(row, manifest, survey, context, operatorImages, place)) continue
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

/** The component of the row's fields: `spec/reaper` of `spec/reaper/ServiceAccountName`. */
function componentPath(row: ResourceAccount): string {
  return (row.fields.at(-1) ?? '').split('/').slice(0, -1).join('/')
}

function hasPods(row: ResourceAccount, manifest: Manifest): boolean {
  const path = componentPath(row)
  const places = [path, ...(path === 'spec/stargate' ? ['spec/cassandra/datacenters[]/stargate'] : [])]
  return places.some(place => locate(manifest.text.source, manifest.root, parsePath(place)).length > 0)
}

/** Whether the secrets reach these pods another way: a list of the object, its ImageConfig, or a pinned image. */
function isServed(
  row: ResourceAccount,
  manifest: Manifest,
  survey: Findings,
  context: Context,
  images: readonly OperatorImage[],
  place: Place,
): boolean {
  const component = row.pods.toLowerCase()
  const lists = survey.secretLists.filter(found => found.manifest.root === manifest.root)
  const own = lists.some(
    ({ finding }) =>
      finding.path.includes('podTemplateSpec') ||
      finding.path.includes(component) ||
      row.resource.kind.toLowerCase() === component,
  )
  const pinned = images.some(
    image =>
      image.isPinned &&
      image.component === component &&
      image.place.object === place.object &&
      image.place.line === place.line,
  )
  const isOfStack =
    row.resource.group.endsWith('k8ssandra.io') || row.resource.group === 'cassandra.datastax.com'
  return own || pinned || (isOfStack && context.hasConfiguredSecrets)
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
