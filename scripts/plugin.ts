/**
 * The three Helm plugins and their manifests. Helm 4 gives a plugin one type only, so the post-renderer and the command
 * `helm relocate` are two plugins; Helm 3 reads another format, and stops loading plugins altogether when it meets one
 * of Helm 4 in its folder.
 */

export type Target = 'linux-x64' | 'linux-arm64' | 'darwin-x64' | 'darwin-arm64' | 'windows-x64'

/** Our targets, in Helm's words for system and architecture. */
export const platforms: Readonly<Record<Target, { readonly os: string; readonly arch: string }>> = {
  'linux-x64': { os: 'linux', arch: 'amd64' },
  'linux-arm64': { os: 'linux', arch: 'arm64' },
  'darwin-x64': { os: 'darwin', arch: 'amd64' },
  'darwin-arm64': { os: 'darwin', arch: 'arm64' },
  'windows-x64': { os: 'windows', arch: 'amd64' },
}

/** The names of all targets, in the order in which they stand in a package. */
export const targets = Object.keys(platforms) as readonly Target[]

/** The file of a target, as scripts/binary.ts names it. */
export function binaryName(target: Target, program = 'k8ssandra-relocate'): string {
  return `${program}-${target}${target.startsWith('windows') ? '.exe' : ''}`
}

const summary = 'point every image of a K8ssandra release at a private registry'
const usage = 'relocate [images|verify|diff|explain|...] [flags] [file|directory|glob ...]'

/**
 * Every package: its file without version and ending, the folder inside, and the manifest. Helm 4 packs a plugin in a
 * folder with its name; Helm 3 wants `plugin.yaml` at the top.
 */
export const plugins: readonly {
  readonly file: string
  readonly folder: string
  readonly manifest: (version: string, built: readonly Target[]) => string
}[] = [
  {
    file: 'k8ssandra-relocate',
    folder: 'k8ssandra-relocate/',
    manifest: (version, built) => `apiVersion: v1
type: postrenderer/v1
name: k8ssandra-relocate
version: ${version}
runtime: subprocess
runtimeConfig:
  platformCommand:
${commands(built, 4)}`,
  },
  {
    file: 'relocate',
    folder: 'relocate/',
    manifest: (version, built) => `apiVersion: v1
type: cli/v1
name: relocate
version: ${version}
runtime: subprocess
config:
  usage: ${usage}
  shortHelp: ${summary}
  longHelp: "Without a command: read rendered manifests, write them back with every image at the registry."
  ignoreFlags: false
runtimeConfig:
  platformCommand:
${commands(built, 4)}`,
  },
  {
    file: 'k8ssandra-relocate-helm3',
    folder: '',
    manifest: (version, built) => `name: relocate
version: ${version}
usage: ${usage}
description: ${summary}
ignoreFlags: false
platformCommand:
${commands(built, 2)}`,
  },
]

/** The variable stands for itself: Helm parts a command at its blanks before it puts the folder in. */
function commands(built: readonly Target[], indent: number): string {
  const margin = ' '.repeat(indent)
  return built
    .map(target => {
      const { os, arch } = platforms[target]
      const command = `\${HELM_PLUGIN_DIR}/bin/${binaryName(target)}`
      return `${margin}- os: ${os}\n${margin}  arch: ${arch}\n${margin}  command: ${command}\n`
    })
    .join('')
}
