import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { assetsFolder, missingAssets } from '../../scripts/kubernetes/assets.ts'
import { freePort } from '../free-port.ts'

/** Whether a cluster can be started here. */
export const isAvailable = missingAssets().length === 0

/** For tests that are skipped: what is missing, and how to get it. */
export const whyNot = `needs ${missingAssets().join(' and ')} in ${assetsFolder}: npm run build:kubernetes, or KUBEBUILDER_ASSETS`

export type ApiServerOptions = {
  /** Another kube-apiserver than that of the release that most tests run. */
  readonly program?: string
  /** Decide by roles what a user may do. Otherwise every user may do everything. */
  readonly rbac?: boolean
  /** Feature gates to switch on, such as `MutatingAdmissionPolicy`. */
  readonly features?: readonly string[]
  /** API versions that are off by default, such as `admissionregistration.k8s.io/v1beta1`. */
  readonly apis?: readonly string[]
  /** Admission plugins to switch off. `ServiceAccount` refuses pods of accounts that no controller has made. */
  readonly disableAdmission?: readonly string[]
}

/** A real kube-apiserver on the loopback interface with an etcd of its own: no nodes, no controllers, nothing in it. */
export type ApiServer = {
  readonly url: string
  /** Path of a kubeconfig with the contexts `admin` (the default) and `nobody`. */
  readonly kubeconfig: string
  /** Certificate that the server identifies itself with, PEM. */
  readonly ca: string
  /** Of the user `admin`, a member of system:masters. */
  readonly token: string
  /** Of the user `nobody`, who may nothing when roles decide. */
  readonly nobodyToken: string
  /** Ends both programs and removes their files. */
  stop(): Promise<void>
}

const token = 'admin-token'
const nobodyToken = 'nobody-token'

/** Takes about 5 s. Throws, with the end of its log, when the server does not come up. */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-cluster-'))
  const [port, clientPort, peerPort] = [await freePort(), await freePort(), await freePort()]
  const url = `https://127.0.0.1:${port}`
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  writeFileSync(join(folder, 'sa.key'), key.export({ type: 'pkcs8', format: 'pem' }))
  const users = [`${token},admin,1,"system:masters"`, `${nobodyToken},nobody,2,"nobodies"`, '']
  writeFileSync(join(folder, 'tokens.csv'), users.join('\n'))
  const children = [
    start(folder, join(assetsFolder, 'etcd'), etcdFlags(folder, clientPort, peerPort)),
    start(
      folder,
      options.program ?? join(assetsFolder, 'kube-apiserver'),
      serverFlags(folder, port, clientPort, options),
    ),
  ]
  const kill = (): void => children.forEach(child => child.kill('SIGKILL'))
  process.once('exit', kill)
  const stop = async (): Promise<void> => {
    process.off('exit', kill)
    for (const child of children.toReversed()) await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(url, folder, children)
  } catch (error) {
    await stop()
    throw error
  }
  const kubeconfig = join(folder, 'kubeconfig')
  const certificate = join(folder, 'certs', 'apiserver.crt')
  writeFileSync(kubeconfig, kubeconfigOf(url, certificate))
  return { url, kubeconfig, ca: readFileSync(certificate, 'utf8'), token, nobodyToken, stop }
}

function etcdFlags(folder: string, clientPort: number, peerPort: number): readonly string[] {
  const [client, peer] = [`http://127.0.0.1:${clientPort}`, `http://127.0.0.1:${peerPort}`]
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
  ]
}

function serverFlags(
  folder: string,
  port: number,
  etcdPort: number,
  { rbac = false, features = [], apis = [], disableAdmission = [] }: ApiServerOptions,
): readonly string[] {
  const key = join(folder, 'sa.key')
  mkdirSync(join(folder, 'certs'))
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${join(folder, 'certs')}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    `--authorization-mode=${rbac ? 'RBAC' : 'AlwaysAllow'}`,
    '--service-cluster-ip-range=10.0.0.0/16',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    '--endpoint-reconciler-type=none',
    '--allow-privileged',
    '--profiling=false',
    ...(features.length === 0 ? [] : [`--feature-gates=${features.map(name => `${name}=true`).join(',')}`]),
    ...(apis.length === 0 ? [] : [`--runtime-config=${apis.map(name => `${name}=true`).join(',')}`]),
    ...(disableAdmission.length === 0 ? [] : [`--disable-admission-plugins=${disableAdmission.join(',')}`]),
  ]
}

function start(folder: string, program: string, flags: readonly string[]): ChildProcess {
  const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'pipe'] })
  const log = createWriteStream(join(folder, `${basename(program)}.log`))
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  return child
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise(resolve => child.once('close', resolve))
  child.kill('SIGKILL')
  await closed
}

async function untilReady(url: string, folder: string, children: readonly ChildProcess[]): Promise<void> {
  const deadline = Date.now() + 90_000
  while (Date.now() < deadline && children.every(child => child.exitCode === null)) {
    if (await isReady(url)) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  const tail = (name: string): string => readFileSync(join(folder, `${name}.log`), 'utf8').slice(-1500)
  throw new Error(`kube-apiserver is not ready at ${url}\n${tail('etcd')}\n${tail('kube-apiserver')}`)
}

function isReady(url: string): Promise<boolean> {
  return new Promise(resolve => {
    const options = { rejectUnauthorized: false, headers: { authorization: `Bearer ${token}` } }
    const asked = request(`${url}/readyz`, options, response => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    asked.on('error', () => resolve(false))
    asked.end()
  })
}

function kubeconfigOf(url: string, certificate: string): string {
  return JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority': certificate } }],
      users: [
        { name: 'admin', user: { token } },
        { name: 'nobody', user: { token: nobodyToken } },
      ],
      contexts: ['admin', 'nobody'].map(user => ({ name: user, context: { cluster: 'test', user } })),
      'current-context': 'admin',
    },
    undefined,
    2,
  )
}
