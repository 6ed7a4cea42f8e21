import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'

import { pushImage } from '../preflight/images.ts'
import { makeHome, podWith, type Home } from '../preflight/run.ts'
import { missingPrograms, startRegistry, type Registry } from './registry.ts'
import { toolPath } from './tools.ts'

const hasRegsync = spawnSync('regsync', ['version'], { env: { PATH: toolPath } }).status === 0
const isPossible = hasRegsync && missingPrograms.length === 0
const suite = isPossible ? describe : describe.skip
const how =
  'GOBIN=~/.cache/k8ssandra-relocate/bin go install github.com/regclient/regclient/cmd/regsync@v0.11.7'

suite(isPossible ? 'a list for regsync, run by it' : `a list for regsync (needs it: ${how})`, () => {
  let home: Home
  let upstream: Registry
  let target: Registry

  beforeAll(async () => {
    home = makeHome()
    upstream = await startRegistry()
    target = await startRegistry()
  })

  afterAll(async () => {
    await Promise.all([upstream.stop(), target.stop()])
    home.remove()
  })

  test('fills the registry, tags and digests, and goes on after one that fails', async () => {
    const digest = await pushImage(home.folder, upstream.host, 'app/one:1')
    await pushImage(home.folder, upstream.host, 'db/three:3')
    const images = [`app/one:1@${digest}`, 'not/there:1', 'db/three:3'].map(
      name => `${upstream.host}/${name}`,
    )
    const list = await home.run(['images', '-o', 'regsync', '-r', `${target.host}/m`], {
      stdin: podWith(images),
    })
    expect(list.code).toBe(0)
    const hosts = [upstream, target].map(({ host }) => `  - registry: "${host}"\n    tls: disabled\n`)
    home.write('regsync.yaml', `${list.stdout}creds:\n${hosts.join('')}`)
    const { stderr } = spawnSync('regsync', ['once', '-c', 'regsync.yaml'], {
      cwd: home.folder,
      encoding: 'utf8',
      env: { PATH: toolPath, HOME: home.folder },
    })
    expect({ names: await target.names(), stderr }).toMatchObject({ names: ['m/app/one:1', 'm/db/three:3'] })
    expect(await target.manifest('m/app/one', '1')).toMatchObject({ digest })
    const again = await home.run(['preflight', '-r', `${target.host}/m`], {
      stdin: podWith(images.filter(name => !name.includes('not/there'))),
    })
    expect(again.code).toBe(0)
  })
})
