import { canonical } from '../../../reference/canonical.ts'
import { parseReference } from '../../../reference/parse.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import type { FindCredentials } from '../../../registry/authorization/credentials.ts'
import type { Environment } from '../../../registry/environment.ts'
import { findProgram } from '../doctor/helm.ts'
import type { CopyTask } from './job.ts'
import { copyTools, type CopyTool } from './tool.ts'

/** The tools of this machine, or the requested one if it is installed. */
export function findTools(name: string | undefined, env: Environment): readonly CopyTool[] {
  return copyTools
    .filter(tool => name === undefined || tool.name === name)
    .filter(tool => findProgram(tool.name, env) !== undefined)
}

/** Of several tools, the one that alone has a login for a registry that is written to; else the first. */
export async function chooseTool(
  first: CopyTool,
  tools: readonly CopyTool[],
  tasks: readonly CopyTask[],
  find: FindCredentials,
  signal: AbortSignal,
): Promise<CopyTool> {
  if (tools.length < 2) return first
  const repositories = new Map<string, string>()
  for (const { target } of tasks) {
    const parsed = parseReference(target)
    if (isRefusal(parsed)) continue
    const { registry, repository } = canonical(parsed)
    if (!repositories.has(registry)) repositories.set(registry, repository)
  }
  for (const [host, repository] of repositories) {
    // The tool reports a helper that fails.
    const found = await find(host, signal, repository).catch(() => undefined)
    const only = tools.find(({ name }) => name === found?.reader)
    if (only !== undefined) return only
  }
  return first
}
