import type { ComponentSetting, ChartValue } from '../../config/component-setting.ts'
import { componentAccounts } from '../../knowledge/charts/service-accounts.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Problem } from '../../problem.ts'
import type { AccountName } from './account-object.ts'

/** A renamed account would be taken from the pods of another component. */
export function sharedAccount(
  { component }: ComponentSetting,
  account: ChartValue,
  old: string | undefined,
  { kind, name }: Manifest,
): Problem {
  return {
    code: 'ACCOUNT_HALF_DONE',
    message: `${component} keeps the service account ${old ?? 'default'}: ${kind}/${name} runs under it too, and would lose it`,
    remedy: `render the chart with ${account.key}: ${account.value}`,
    place: account.place,
  }
}

/** When pods leave an account that stays, its bindings stay with it, as in the chart: the rights have to follow by hand. */
export function leftBehind(
  { component }: ComponentSetting,
  account: ChartValue,
  old: string | undefined,
  bindings: readonly AccountName[],
): readonly Problem[] {
  const neverBound = componentAccounts.some(row => row.component === component && row.foundIn === 'nowhere')
  if (old === undefined || neverBound || bindings.length === 0) return []
  const names = new Set(bindings.map(({ manifest }) => `${manifest.kind}/${manifest.name}`))
  return [
    {
      code: 'ACCOUNT_HALF_DONE',
      message: `${component} runs under ${account.value} now, but ${[...names].join(', ')} still gives its rights to ${old}, as the chart leaves it`,
      remedy: `make the service account ${account.value} and bind the same roles to it`,
      place: account.place,
    },
  ]
}

/** Another account of the stream has the new name already. */
export function takenName(account: ChartValue): Problem {
  return {
    code: 'ACCOUNT_HALF_DONE',
    message: `two service accounts have the name ${account.value} now, and Helm cannot make both`,
    remedy: 'give each component an account of its own',
    place: account.place,
  }
}
