import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Whether Helm 4 runs us as a post-renderer plugin, and so throws away whatever we write to stderr. Helm names the
 * plugin's folder in `HELM_PLUGIN_DIR`; a Helm that some other plugin runs inherits that plugin's variables, so the
 * manifest in the folder decides. Source: `internal/plugin/runtime_subprocess.go` of https://github.com/helm/helm, v4.1.
 */
function isPostRendererPlugin(env: Environment): boolean {
  const { HELM_PLUGIN_NAME: name, HELM_PLUGIN_DIR: folder } = env
  if (name === undefined || name === '' || folder === undefined || folder === '') return false
  try {
    return /^type: *["']?postrenderer\//m.test(readFileSync(join(folder, 'plugin.yaml'), 'utf8'))
  } catch {
    return false
  }
}

/** How Helm runs us, if it does. Helm 4 drops standard error always, Helm 3 unless the run fails. */
type HelmCaller = 'plugin' | 'program'

/**
 * The Helm that waits for us: through its plugin, or (Helm 3) as the program that it started, which Linux tells by the name of
 * our parent. Source: `pkg/postrender/exec.go` of https://github.com/helm/helm, v3.17.
 */
export function helmCaller(env: Environment): HelmCaller | undefined {
  if (isPostRendererPlugin(env)) return 'plugin'
  try {
    return /^helm/.test(readFileSync(`/proc/${process.ppid}/comm`, 'utf8')) ? 'program' : undefined
  } catch {
    return undefined
  }
}
