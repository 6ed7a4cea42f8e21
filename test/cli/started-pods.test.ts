import { afterAll, describe, expect, test } from '@jest/globals'

import { directoryWith, program, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const controller = (tag: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: cert-manager}
spec:
  template:
    spec:
      containers:
      - image: quay.io/jetstack/cert-manager-controller${tag}
        args: ["--acme-http01-solver-image=quay.io/jetstack/cert-manager-acmesolver:v1.14.4"]
`
const issuer = `---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: {name: i}
spec: {acme: {solvers: [{http01: {ingress: {}}}]}}
`
const filled = issuer.replace(
  'ingress: {}',
  'ingress: {podTemplate: {spec: {imagePullSecrets: [{name: key}]}}}',
)
const field = 'set spec/acme/solvers[]/http01/ingress/podTemplate/spec/imagePullSecrets'

describe('pods that cert-manager starts to solve challenges', () => {
  test('get their pull secrets from the Issuers of the stream', async () => {
    const { stdout, stderr } = await program([registry, '-s=key'], { stdin: controller(':v1.14.4') + issuer })
    expect(stdout).toContain(filled)
    expect(stderr).not.toContain('acmesolver')
  })

  test.each([
    [
      'without an Issuer',
      controller(':v1.14.4'),
      [`${field} of each Issuer and ClusterIssuer, or add key`],
      [],
    ],
    ['by a version that has no field', controller(':v1.11.5') + issuer, ['add key to the service'], [field]],
    [
      'by an unknown version',
      controller(`@sha256:${'5'.repeat(64)}`) + issuer,
      ['(from cert-manager 1.12.0 on)'],
      [],
    ],
  ])('need a hand %s', async (_, stdin, says, saysNot) => {
    const { stdout, stderr } = await program([registry, '-s=key'], { stdin })
    for (const text of ['cert-manager starts pods of acmesolver', ...says]) expect(stderr).toContain(text)
    for (const text of saysNot) expect(stderr).not.toContain(text)
    expect(stdout).not.toContain(filled)
  })

  test('get them from Issuers for Gateways, too, where the version reads those', async () => {
    const gateway = issuer.replace('ingress: {}', 'gatewayHTTPRoute: {}')
    const inGateway = filled.replace('ingress', 'gatewayHTTPRoute')
    const run = (tag: string, issuers: string): ReturnType<typeof program> =>
      program([registry, '-s=key'], { stdin: controller(tag) + issuers })
    const { stdout, stderr } = await run(':v1.16.0', gateway + issuer)
    expect(stdout).toContain(inGateway)
    expect(stdout).toContain(filled)
    expect(stderr).not.toContain('acmesolver')
    const old = await run(':v1.15.3', gateway + issuer)
    expect(old.stdout).not.toContain(inGateway)
    expect(old.stdout).toContain(filled)
    expect(old.stderr).toContain(`${field} of each Issuer and ClusterIssuer, or add key to the service`)
    const older = await run(':v1.15.3', inGateway)
    expect(older.stderr).toContain('nothing in this stream gives them pull secrets; add key to the service')
    const unknown = await run('', gateway)
    expect(unknown.stderr).toContain('(from cert-manager 1.16.0 on) of each')
    expect(unknown.stderr).not.toContain('1.12.0')
  })

  test('are no matter where their image stays, or without pull secrets', async () => {
    const stdin = controller(':v1.11.5') + issuer
    const args = [[registry, '-s=key', '--exclude=quay.io/jetstack/cert-manager-acmesolver'], [registry]]
    for (const argv of args) expect((await program(argv, { stdin })).stderr).not.toContain('acmesolver in')
  })

  test('the built program says so', async () => {
    const cwd = directoryWith({ 'all.yaml': controller(':v1.11.5') })
    const { stderr } = await shell(`$RELOCATE ${registry} -s key all.yaml >/dev/null`, cwd)
    expect(stderr).toContain('nowhere in this run (1)')
  })
})
