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

/** The names of all targets, in the order in which they are built. */
export const targets = Object.keys(platforms) as readonly Target[]

/** The file of a target, as scripts/binary.ts names it. */
export function binaryName(target: Target, program = 'k8ssandra-relocate'): string {
  return `${program}-${target}${target.startsWith('windows') ? '.exe' : ''}`
}

const summary = 'point every image of a K8ssandra release at a private registry'
const usage = 'relocate [images|verify|diff|explain|...] [flags] [file|directory|glob ...]'

/**
 * Every plugin: the beginning of its files, the folder inside, and the manifest. Helm 3 wants `plugin.yaml` at the top. Helm 4
 * wants a folder that is named as its file begins, and only calls a plugin signed whose file begins with its name
 * (`internal/plugin/installer/local_installer.go` and `internal/plugin/signing_info.go` of https://github.com/helm/helm, v4.1).
 */
export const plugins: readonly {
  readonly file: string
  readonly folder: string
  readonly manifest: (version: string, target: Target) => string
}[] = [
  {
    file: 'k8ssandra-relocate',
    folder: 'k8ssandra-relocate/',
    manifest: (version, target) => `apiVersion: v1
type: postrenderer/v1
name: k8ssandra-relocate
version: ${version}
runtime: subprocess
runtimeConfig:
  platformCommand:
${command(target, 4)}`,
  },
  {
    file: 'relocate',
    folder: 'relocate/',
    manifest: (version, target) => `apiVersion: v1
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
${command(target, 4)}`,
  },
  {
    file: 'k8ssandra-relocate-helm3',
    folder: '',
    manifest: (version, target) => `name: relocate
version: ${version}
usage: ${usage}
description: ${summary}
ignoreFlags: false
platformCommand:
${command(target, 2)}`,
  },
]

/**
 * The file of a plugin for one platform. Helm names the folder that it installs into after it, without the version and what
 * follows (`stripPluginName` in `pkg/plugin/installer/http_installer.go` of https://github.com/helm/helm, v3.17).
 */
export function packageFile(file: string, version: string, target: Target): string {
  return `${file}-${version}-${target}.tgz`
}

/** The program in a package. */
export function packedProgram(target: Target): string {
  return `bin/k8ssandra-relocate${target.startsWith('windows') ? '.exe' : ''}`
}

/** The variable is for Helm, which splits a command at its blanks before it puts the folder in. */
function command(target: Target, indent: number): string {
  const margin = ' '.repeat(indent)
  const { os, arch } = platforms[target]
  const path = `\${HELM_PLUGIN_DIR}/${packedProgram(target)}`
  return `${margin}- os: ${os}\n${margin}  arch: ${arch}\n${margin}  command: ${path}\n`
}
