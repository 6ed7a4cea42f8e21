import { join } from 'node:path'

import type { Check } from './check.ts'
import type { Helm } from './helm.ts'
import { pluginsIn } from './plugin-folder.ts'
import { hasExecutable } from './plugin-program.ts'
import type { Plugin } from './plugin-folder.ts'
import { version } from '../../version.ts'

/** The plugin's name, which is what Helm 4 wants after `--post-renderer`. */
export const pluginName = 'k8ssandra-relocate'

/** Checks of the Helms of this machine and their plugins; the first Helm is the one that runs. */
export function checkHelms(helms: readonly Helm[]): readonly Check[] {
  const [first] = helms
  if (first === undefined) {
    const remedy = 'install Helm 3 or 4, or pipe manifests into this program'
    return [{ status: 'bad', subject: 'helm', finding: 'there is none on PATH', remedy }]
  }
  return [
    ...helms.map(checkVersion),
    ...helms.filter(({ major }) => major === 3).flatMap(checkHelm4Plugins),
    ...(first.major >= 4 ? checkPlugin(first) : []),
  ]
}

function checkVersion({ path, version: found, major }: Helm): Check {
  const subject = 'helm'
  if (found === undefined) {
    return {
      status: 'bad',
      subject,
      finding: `${path} does not say its version`,
      remedy: `run ${path} version to see why`,
    }
  }
  return major === 3 || major === 4
    ? { status: 'ok', subject, finding: `${found} at ${path}` }
    : {
        status: 'bad',
        subject,
        finding: `${found} at ${path} is unknown to this program`,
        remedy: 'use Helm 3 or 4',
      }
}

/**
 * Helm 3 reads `plugin.yaml` strictly: one manifest written for Helm 4 in its folder, and it loads no plugin at all.
 * Source: `pkg/plugin/plugin.go` of https://github.com/helm/helm, v3.
 */
function checkHelm4Plugins(helm: Helm): readonly Check[] {
  const written = helm.pluginFolders
    .flatMap(pluginsIn)
    .filter(plugin => plugin.apiVersion !== undefined || plugin.type !== undefined)
  return written.map(({ folder, name }) => ({
    status: 'bad',
    subject: 'plugins',
    finding: `${folder} is a plugin (${name}) for Helm 4: with it, Helm 3 (${helm.path}) loads no plugin at all`,
    remedy: `give Helm 4 a folder of its own, as in HELM_DATA_HOME=~/.helm4 (its plugins are below that), and move ${folder} there`,
  }))
}

function checkPlugin({ pluginFolders }: Helm): readonly Check[] {
  const subject = 'plugin'
  const found = pluginFolders.flatMap(pluginsIn).filter(isOurs)
  const [plugin] = found
  if (plugin === undefined) {
    const folder = join(pluginFolders[0] ?? '$HELM_PLUGINS', pluginName)
    return [
      {
        status: 'bad',
        subject,
        finding: `Helm 4 takes a post-renderer as a plugin, and ours is not in ${pluginFolders.join(', ')}`,
        remedy: `make the folder ${folder} with plugin.yaml and the executable k8ssandra-relocate in it`,
      },
    ]
  }
  return [checkOurs(plugin)]
}

function isOurs({ name, type }: Plugin): boolean {
  return name === pluginName && type?.startsWith('postrenderer/') === true
}

function checkOurs(plugin: Plugin): Check {
  const subject = 'plugin'
  const { folder, version: installed } = plugin
  if (!hasExecutable(plugin)) {
    const remedy = `copy the executable k8ssandra-relocate into ${folder}`
    return { status: 'bad', subject, finding: `${folder} has no executable that may be run`, remedy }
  }
  if (installed !== version) {
    const remedy = 'install the plugin of this version'
    return {
      status: 'bad',
      subject,
      finding: `${installed} in ${folder}, this program is ${version}`,
      remedy,
    }
  }
  return { status: 'ok', subject, finding: `${installed} in ${folder}` }
}
