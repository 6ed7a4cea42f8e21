import type { Config } from '../../../config/config.ts'
import { printOverrides, type SecretOverride } from '../../../output/values/any-chart/print-overrides.ts'
import type { Override } from '../../../output/values/any-chart/propose.ts'
import { secretListsIn, usualSecretLists } from '../../../output/values/any-chart/secret-value.ts'
import type { ValueTree } from '../../../output/values/any-chart/image-value.ts'
import type { Problem } from '../../../problem.ts'
import { relocate } from '../../../relocate.ts'
import type { ChartFolder } from './chart-folder.ts'
import { render, type Rendering } from './render.ts'

/** More renderings than these are not worth their time. */
const mostRenderings = 60

/**
 * Lists of pull secrets, each in the form with which more pods list the secrets, and none lists them broken or twice. One that makes
 * another needless replaces it.
 */
export function secretsFor(
  values: ValueTree,
  rendering: Rendering,
  images: readonly Override[],
  chart: Pick<ChartFolder, 'name'>,
  config: Config,
): readonly SecretOverride[] {
  const names = config.imagePullSecrets
  if (names.length === 0) return []
  let renderings = 0
  const rate = (secrets: readonly SecretOverride[]): number => {
    if (renderings++ >= mostRenderings) return -1
    const rendered = render(rendering, printOverrides(images, secrets))
    return 'fault' in rendered ? -1 : listed(rendered.text, names)
  }
  let chosen: readonly SecretOverride[] = []
  let best = rate(chosen)
  const attempt = (secret: SecretOverride): boolean => {
    const without = chosen.map(one => chosen.filter(other => other !== one))
    for (const candidate of [chosen, ...without].map(rest => [...rest, secret])) {
      const count = rate(candidate)
      if (count <= best) continue
      ;[chosen, best] = [candidate, count]
      return true
    }
    return false
  }
  const attemptAll = (paths: readonly (readonly string[])[]): void => {
    for (const path of paths)
      void (attempt({ path, names, form: 'object' }) || attempt({ path, names, form: 'text' }))
  }
  attemptAll(secretListsIn(values))
  const rendered = render(rendering, printOverrides(images, chosen))
  if ('text' in rendered && podsWithoutSecrets(rendered.text, chart.name, config).length > 0)
    attemptAll(usualSecretLists(images))
  return chosen
}

/** How many lists have all the secrets, as objects with a name; -1 where a list is broken, or has one twice. */
function listed(text: string, names: readonly string[]): number {
  const blocks = Array.from(text.matchAll(/^( *)(?:- )?imagePullSecrets:[^\n]*\n((?:\1(?: |- )[^\n]*\n)*)/gm))
  const lists = blocks.map(([, , body = '']) => body.split('\n').filter(line => line.trim() !== ''))
  const named = lists.map(lines =>
    lines.flatMap(line => /^\s*- name: *["']?([^"'\s]+)/.exec(line)?.[1] ?? []),
  )
  const isBroken = lists
    .flat()
    .some(line => !/^\s*- (?:name: *["']?[a-z0-9.-]+["']?|\{"?name"?:.*\})\s*$/.test(line))
  const isDoubled = named.some(list => names.some(name => list.indexOf(name) !== list.lastIndexOf(name)))
  return isBroken || isDoubled ? -1 : named.filter(list => names.every(name => list.includes(name))).length
}

/** A VALUE_MISSING for each pod of a rendering that lists not all pull secrets, and has no service account there that does. */
export function podsWithoutSecrets(text: string, file: string, config: Config): readonly Problem[] {
  const names = config.imagePullSecrets
  if (names.length === 0) return []
  const documents = text.split(/^---/m)
  const accounts = documents
    .filter(document => /^kind: *["']?ServiceAccount\b/m.test(document))
    .filter(document => listed(document, names) === 1)
    .flatMap(document => /^ {2}name: *["']?([\w.-]+)/m.exec(document)?.[1] ?? [])
  let end = 1
  const ends = documents.map(document => ({ document, last: (end += document.split('\n').length - 1) }))
  const hasAccount = (line: number): boolean => {
    const document = ends.find(({ last }) => last >= line)?.document ?? ''
    const account = /^ *serviceAccountName: *["']?([\w.-]+)/m.exec(document)?.[1]
    return account !== undefined && accounts.includes(account)
  }
  return relocate(text, { ...config, components: [] }, { isList: true, file }).secrets.flatMap(
    ({ place }) => {
      if (place.object?.startsWith('ServiceAccount/') === true || hasAccount(place.line ?? 1)) return []
      return {
        code: 'VALUE_MISSING',
        message: `no value makes the chart list the pull secrets ${names.join(', ')} there`,
        remedy: 'use the post-renderer, or give them to the service account of the pods',
        place,
      }
    },
  )
}
