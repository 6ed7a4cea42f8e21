import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { flags } from './expected.ts'
import { chart, makeHelm, type Helm } from './helm.ts'
import { describeEachHelm, isHelm4 } from './versions.ts'

/** Runs that must not give manifests, and the code a person sees. */
const failures: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
  ['two images would land on one target', ['--set', 'collision=true'], flags, 'TARGET_COLLISION'],
  ['an image is not a reference', ['--set', 'badReference=K8SSANDRA/Cass:4'], flags, 'REFERENCE_INVALID'],
  ['a flag is not known', [], [...flags, '--no-such-flag'], 'USAGE_INVALID'],
  ['the registry is a URL', [], ['--registry=https://registry.internal'], 'RULE_INVALID'],
]

describeEachHelm('Helm %s fails and prints no manifest', version => {
  let helm: Helm

  beforeAll(async () => {
    helm = await makeHelm(version)
  }, 300_000)

  afterAll(() => helm.remove())

  test.each(failures)('when %s', async (_, chartFlags, args, code) => {
    const log = join(helm.home, `${code}.log`)
    const postRenderer = helm.postRenderer('k8ssandra-relocate', `--log-file=${log}`, ...args)
    const { status, stdout, stderr } = await helm.run(
      'template',
      'small',
      chart,
      ...chartFlags,
      ...postRenderer,
    )
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain('k8ssandra-relocate')
    // Helm 4 keeps the messages of a post-renderer to itself; the log file is for that.
    if (!isHelm4(version)) expect(stderr).toContain(code)
    else expect(readFileSync(log, 'utf8')).toContain(code)
  })
})
