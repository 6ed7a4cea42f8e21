import { homepage } from '../src/output/homepage.ts'
import { binaryName, platforms, type Target } from './plugin.ts'

/**
 * Manifests by which package managers install a release: Krew (`kubectl relocate`), Homebrew and Scoop. All of them name
 * the archives of the release by URL and SHA-256.
 */

/** A release that package managers can install: where its files are, and the archive of each target with its checksum. */
export type Published = {
  readonly name: string
  readonly version: string
  /** The folder that the files are published in, without a slash at the end. */
  readonly url: string
  readonly archives: readonly {
    readonly target: Target
    readonly file: string
    readonly sha256: string
  }[]
}

const license = 'Apache-2.0'
const summary = 'Point images of Kubernetes manifests at a private registry'

/** The archive of a target: the program under its plain name, license and manual. */
export function archiveName(name: string, version: string, target: Target): string {
  return `${name}-program-${version}-${target}.tar.gz`
}

/** The program in an archive. */
export function programName(name: string, target: Target): string {
  return binaryName(target, name).replace(`-${target}`, '')
}

/** Every manifest of a release: its file, and its text. */
export const packageManagers: readonly {
  readonly file: string
  readonly targets: (target: Target) => boolean
  readonly write: (release: Published) => string
}[] = [
  { file: 'krew-relocate.yaml', targets: () => true, write: krewManifest },
  { file: 'k8ssandra-relocate.rb', targets: target => !target.startsWith('windows'), write: homebrewFormula },
  { file: 'k8ssandra-relocate.json', targets: target => target.startsWith('windows'), write: scoopManifest },
]

/**
 * A Krew plugin manifest. Source: https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest/; the annotations are
 * those that Artifact Hub reads from it: https://artifacthub.io/docs/topics/annotations/krew/
 */
function krewManifest({ name, version, url, archives }: Published): string {
  const entries = archives.map(
    ({ target, file, sha256 }) => `  - selector:
      matchLabels:
        os: ${platforms[target].os}
        arch: ${platforms[target].arch}
    uri: ${url}/${file}
    sha256: "${sha256}"
    bin: ${programName(name, target)}
    files:
    - from: ${programName(name, target)}
      to: .
    - from: LICENSE
      to: .
    - from: THIRD-PARTY-LICENSES.txt
      to: .
`,
  )
  return `apiVersion: krew.googlecontainertools.github.com/v1alpha2
kind: Plugin
metadata:
  name: relocate
  annotations:
    artifacthub.io/license: ${license}
    artifacthub.io/keywords: |
      private-registry
      air-gapped
      images
      k8ssandra
    artifacthub.io/links: |
      - name: source
        url: ${homepage}
spec:
  version: v${version}
  homepage: ${homepage}
  shortDescription: ${summary}
  description: |
    Reads rendered manifests and writes them back with every image at a private
    registry, in custom resources, arguments, variables and ConfigMaps too, and
    with pull secrets where pods need them. "kubectl relocate verify" checks
    that no image is left outside. "kubectl relocate --help" lists the commands.
  platforms:
${entries.join('')}`
}

/** A Homebrew formula. Source: https://docs.brew.sh/Formula-Cookbook */
function homebrewFormula({ name, version, url, archives }: Published): string {
  const blocks = (['darwin', 'linux'] as const).flatMap(system => {
    const own = archives.filter(({ target }) => target.startsWith(system))
    const processors = own.map(
      ({ target, file, sha256 }) => `    on_${target.endsWith('arm64') ? 'arm' : 'intel'} do
      url "${url}/${file}"
      sha256 "${sha256}"
    end
`,
    )
    const block = system === 'darwin' ? 'on_macos' : 'on_linux'
    return own.length === 0 ? [] : [`  ${block} do\n${processors.join('')}  end\n\n`]
  })
  return `class K8ssandraRelocate < Formula
  desc "${summary}"
  homepage "${homepage}"
  version "${version}"
  license "${license}"

${blocks.join('')}  def install
    bin.install "${name}"
    man1.install "${name}.1"
    generate_completions_from_executable(bin/"${name}", "completion")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/${name} --version")
    pod = "kind: Pod\\nspec:\\n  containers:\\n  - image: nginx:1.25\\n"
    assert_match "r.example/library/nginx:1.25", pipe_output("#{bin}/${name} --registry r.example", pod, 0)
  end
end
`
}

/** A Scoop manifest. Source: https://github.com/ScoopInstaller/Scoop/wiki/App-Manifests */
function scoopManifest({ name, version, url, archives }: Published): string {
  const [archive] = archives
  if (archive === undefined) throw new Error('Scoop: no archive for Windows')
  const program = programName(name, archive.target)
  const manifest = {
    version,
    description: summary,
    homepage,
    license,
    architecture: {
      '64bit': { url: `${url}/${archive.file}`, hash: archive.sha256 },
    },
    bin: program,
    checkver: 'github',
    autoupdate: {
      architecture: {
        '64bit': {
          url: `${url.replaceAll(version, '$version')}/${archive.file.replaceAll(version, '$version')}`,
        },
      },
      hash: { url: '$baseurl/SHA256SUMS' },
    },
  }
  return JSON.stringify(manifest, null, 4) + '\n'
}
