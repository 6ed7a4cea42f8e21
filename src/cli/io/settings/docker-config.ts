import { resolve } from 'node:path'

import { isJsonObject, jsonObjectIn } from '../../../json-object.ts'
import type { Problem } from '../../../problem.ts'
import { IrregularFile, readRegularFile } from '../../../regular-file.ts'
import { reasonOf } from '../system-error.ts'

/** The entries of `auths`, by the registry they are for. They hold credentials: nothing of them goes into a message. */
type RegistryLogins = Readonly<Record<string, object>>

/**
 * Read the logins of a file as `docker login` writes it. Entries without credentials are left out: a helper has those,
 * and no pull secret can name a helper.
 * Source: https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
 */
export function readLogins(
  name: string,
  cwd: string,
): { readonly logins: RegistryLogins } | { readonly problem: Problem } {
  const broken = (message: string, remedy: string): { readonly problem: Problem } => ({
    problem: { code: 'USAGE_INVALID', message, remedy, place: { file: name } },
  })
  let text: string
  try {
    text = readRegularFile(resolve(cwd, name)).toString('utf8')
  } catch (error) {
    const remedy =
      error instanceof IrregularFile ? 'name a regular file' : 'check the path and its permissions'
    return broken(`the docker config cannot be read: ${reasonOf(error)}`, remedy)
  }
  const auths = authsOf(text)
  if (auths === undefined)
    return broken('this is not a docker config: a JSON object with "auths"', 'name the file of docker login')
  return { logins: Object.fromEntries(Object.entries(auths).filter(isLogin)) }
}

function authsOf(text: string): object | undefined {
  const auths = jsonObjectIn(text)?.['auths']
  return isJsonObject(auths) ? auths : undefined
}

function isLogin(entry: [string, unknown]): entry is [string, object] {
  const [, login] = entry
  return isJsonObject(login) && ['auth', 'username', 'identitytoken'].some(key => Boolean(login[key]))
}
