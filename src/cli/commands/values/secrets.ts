import type { Config } from '../../../config/config.ts'
import { printOverrides, type SecretOverride } from '../../../output/values/any-chart/print-overrides.ts'
import type { Override } from '../../../output/values/any-chart/propose.ts'
import { secretListsIn, usualSecretLists } from '../../../output/values/any-chart/secret-value.ts'
import type { ValueTree } from '../../../output/values/any-chart/image-value.ts'
import { findImages } from '../../../find/find.ts'
import { withBuiltIn } from '../../../knowledge/fieldspecs/index.ts'
import { isServiceAccount } from '../../../manifest/manifest.ts'
import type { Place, Problem } from '../../../problem.ts'
import { relocate } from '../../../relocate.ts'
import type { ChartFolder } from './chart-folder.ts'
import { countListsWith } from './rendered-lists.ts'
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
    return 'fault' in rendered ? -1 : countListsWith(rendered.text, names)
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

/** A VALUE_MISSING for each pod of a rendering that lists not all pull secrets, and has no service account there that does. */
export function podsWithoutSecrets(rendering: string, file: string, config: Config): readonly Problem[] {
  const names = config.imagePullSecrets
  if (names.length === 0) return []
  const { secretLists } = findImages(rendering, withBuiltIn(config.fieldSpecs), { file })
  const accounts = secretLists
    .filter(
      ({ manifest, finding }) =>
        isServiceAccount(manifest) && names.every(name => finding.names.includes(name)),
    )
    .map(({ manifest }) => manifest.name)
  const supplied = new Set(
    secretLists
      .filter(({ finding: { account } }) => account !== undefined && accounts.includes(account))
      .map(({ place }) => placeKey(place)),
  )
  return relocate(rendering, { ...config, components: [] }, { isList: true, file }).secrets.flatMap(
    ({ place, object }) => {
      if (isServiceAccount(object) || supplied.has(placeKey(place))) return []
      return {
        code: 'VALUE_MISSING',
        message: `no value makes the chart list the pull secrets ${names.join(', ')} there`,
        remedy: 'use the post-renderer, or give them to the service account of the pods',
        place,
      }
    },
  )
}

function placeKey({ source, object, path, line }: Place): string {
  return [source, object, path, line].join(' ')
}
