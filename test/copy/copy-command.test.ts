import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { passwordProtection, pushImage } from '../preflight/images.ts'
import { dockerConfig, makeHome, podWith, type Home } from '../preflight/run.ts'
import { makeCertificate } from '../registry/certificate.ts'
import { missingPrograms, startRegistry, type Registry } from './registry.ts'
import { copyTools, howToGetTools, missingTools, toolPath } from './tools.ts'

const path = toolPath
const tools = copyTools

if (missingPrograms.length > 0) {
  test.skip(`copying for real needs ${missingPrograms.join(' and ')}`, () => undefined)
} else {
  describe('copy', copy)
}

for (const tool of missingTools) test.skip(`copying with ${tool} needs it: ${howToGetTools}`, () => undefined)

function copy(): void {
  let home: Home
  let upstream: Registry
  let target: Registry
  let digests: Record<string, string>

  beforeAll(async () => {
    home = makeHome()
    upstream = await startRegistry()
    digests = {}
    for (const name of ['app/one:1', 'app/two:2', 'db/three:3'])
      digests[name] = await pushImage(home.folder, upstream.host, name)
  })

  beforeEach(async () => {
    target = await startRegistry()
  })

  afterEach(() => target.stop())

  afterAll(async () => {
    await upstream.stop()
    home.remove()
  })

  const all = ['m/app/one:1', 'm/app/two:2', 'm/db/three:3']
  const stream = (...names: readonly string[]) =>
    podWith((names.length === 0 ? Object.keys(digests) : names).map(name => `${upstream.host}/${name}`))
  const run = (flags: readonly string[], stdin = stream(), env = {}) =>
    home.run(['copy', '-r', `${target.host}/m`, ...flags], { stdin, env: { PATH: path, ...env } })

  describe.each(tools)('with %s', tool => {
    test('fills the registry with all platforms, and skips what is there', async () => {
      const first = await run([`--with=${tool}`])
      expect(first).toMatchObject({ code: 0, stdout: '', stderr: 'k8ssandra-relocate: 3 of 3 copied\n' })
      expect(await target.names()).toEqual(all)
      expect(await target.manifest('m/app/one', '1')).toMatchObject({ digest: digests['app/one:1'] })
      const again = await run([`--with=${tool}`])
      expect(again.stderr).toBe('k8ssandra-relocate: 3 of 3 copied, 3 of them were there already\n')
    })

    test('goes on after one that fails, and copies what is missing when called again', async () => {
      const { code, stderr } = await run([`--with=${tool}`], stream('app/one:1', 'not/there:1', 'db/three:3'))
      expect(code).toBe(3)
      expect(stderr).toMatch(
        /error: \S+\/not\/there:1 was not copied to \S+\/m\/not\/there:1: .*\[COPY_FAILED\]/,
      )
      expect(stderr).toContain('2 of 3 copied, 1 failed; call it again to copy what is missing')
      expect(await target.names()).toEqual(['m/app/one:1', 'm/db/three:3'])
      const again = await run([`--with=${tool}`])
      expect(again.stderr).toContain('3 of 3 copied, 2 of them were there already')
    })

    test.each(['oci:none', 'tar:none.tar'])('leaves nothing of %s when nothing was copied', async carrier => {
      const flags = ['copy', `--with=${tool}`, `--to=${carrier}`, `--registry=${target.host}/m`]
      for (const stdin of ['kind: Pod\nspec: {', stream('not/there:1')]) {
        expect((await home.run(flags, { stdin, env: { PATH: path } })).code).not.toBe(0)
        expect(readdirSync(home.folder).filter(name => /none|^\.images/.test(name))).toEqual([])
      }
    })

    test.each(['oci:carried', 'tar:carried.tar'])(
      'carries everything across an air gap in %s',
      async carrier => {
        for (const name of ['carried', 'carried.tar'])
          rmSync(join(home.folder, name), { recursive: true, force: true })
        const out = await run([`--with=${tool}`, `--to=${carrier}`])
        expect(out).toMatchObject({ code: 0, stderr: 'k8ssandra-relocate: 3 of 3 copied\n' })
        expect(await target.names()).toEqual([])
        const again = await run([`--with=${tool}`, `--to=${carrier}`])
        if (carrier.startsWith('oci')) expect(again.stderr).toContain('3 of them were there already')
        const here = await home.run(['copy', `--from=${carrier}`, `--with=${tool}`], { env: { PATH: path } })
        expect(here).toMatchObject({ code: 0, stderr: 'k8ssandra-relocate: 3 of 3 copied\n' })
        expect(await target.names()).toEqual(all)
        expect(await target.manifest('m/db/three', '3')).toMatchObject({ digest: digests['db/three:3'] })
      },
    )
  })

  test('leaves an index of what the folder is, which other tools read, and nothing else', async () => {
    expect((await run(['--to=oci:folder'])).code).toBe(0)
    const folder = join(home.folder, 'folder')
    expect(readdirSync(folder).toSorted()).toEqual(['blobs', 'index.json', 'oci-layout'])
    const { manifests } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
      manifests: { digest: string; annotations: Record<string, string> }[]
    }
    expect(manifests.map(({ digest, annotations }) => [digest, annotations])).toContainEqual([
      digests['app/one:1'],
      {
        'org.opencontainers.image.ref.name': `${upstream.host}/app/one:1`,
        'k8ssandra-relocate.io/target': `${target.host}/m/app/one:1`,
      },
    ])
    const list = spawnSync('skopeo', ['inspect', '--raw', `oci:folder:${upstream.host}/app/one:1`], {
      cwd: home.folder,
    })
    expect(list.status).toBe(0)
  })

  test('sends a folder where the rules of the second run say, and names what is not in it', async () => {
    await run(['--to=oci:partial'], stream('app/one:1'))
    home.write('pod.yaml', stream('app/one:1', 'app/two:2'))
    const flags = ['copy', '--from=oci:partial', '-r', `${target.host}/elsewhere`]
    const whole = await home.run(flags, { env: { PATH: path } })
    expect(whole.stderr).toContain('1 of 1 copied')
    expect(await target.names()).toEqual(['elsewhere/app/one:1'])
    const listed = await home.run([...flags, 'pod.yaml'], { env: { PATH: path } })
    expect(listed.code).toBe(3)
    expect(listed.stderr).toMatch(/app\/two:2 was not copied to .*: it is not in the folder of images/)
  })

  test('copies signatures with --signatures', async () => {
    const tag = `sha256-${(digests['app/one:1'] ?? '').slice(7)}.sig`
    await pushImage(home.folder, upstream.host, `app/one:${tag}`, { single: true })
    expect((await run([], stream('app/one:1'))).code).toBe(0)
    expect(await target.names()).toEqual(['m/app/one:1'])
    expect((await run(['--signatures'], stream('app/one:1'))).stderr).toContain('2 of 2 copied')
    expect(await target.names()).toEqual(['m/app/one:1', `m/app/one:${tag}`])
  })

  describe.each(tools)('with %s, what refers to an image', tool => {
    const isPossible = tools.includes('regctl')
    const at = (host: string) => ['--host', `reg=${host},tls=disabled`]
    const regctl = (args: readonly string[], input = '') =>
      spawnSync('regctl', args, { input, encoding: 'utf8', env: { PATH: path, HOME: home.folder } })
    const listed = (host: string, name: string) =>
      regctl([
        'artifact',
        'list',
        ...at(host),
        '--format',
        '{{range .Descriptors}}{{.Digest}} {{end}}',
        `${host}/${name}`,
      ]).stdout.trim()

    ;(isPossible ? test : test.skip)(
      'is copied with it when asked, across a folder too (needs regctl)',
      async () => {
        const subject = `${upstream.host}/app/two:2`
        const type = ['--artifact-type', 'application/vnd.example.bill']
        const made = regctl(['artifact', 'put', ...at(upstream.host), ...type, '--subject', subject], 'bill')
        expect({ status: made.status, stderr: made.stderr }).toMatchObject({ status: 0 })
        const wanted = listed(upstream.host, 'app/two:2')
        expect(wanted).toContain('sha256:')
        const direct = await run(['--signatures', `--with=${tool}`], stream('app/two:2'))
        if (tool === 'skopeo') {
          expect(direct.code).toBe(3)
          expect(direct.stderr).toContain('skopeo copies only images, not other artifacts: use --with=crane')
          expect(await target.names()).toEqual(['m/app/two:2'])
          return
        }
        expect({ code: direct.code, stderr: direct.stderr }).toMatchObject({ code: 0 })
        expect(listed(target.host, 'm/app/two:2')).toBe(wanted)
        const other = await startRegistry()
        const folder = `oci:signed-${tool}`
        const flags = ['--signatures', `--with=${tool}`]
        const out = await run([`--to=${folder}`, ...flags], stream('app/two:2'))
        expect({ code: out.code, stderr: out.stderr }).toMatchObject({ code: 0 })
        const back = await home.run(['copy', `--from=${folder}`, '-r', `${other.host}/n`, ...flags], {
          env: { PATH: path },
        })
        expect({ code: back.code, stderr: back.stderr }).toMatchObject({ code: 0 })
        expect(listed(other.host, 'n/app/two:2')).toBe(wanted)
        await other.stop()
      },
    )
  })

  test('runs a command before the first copy to each repository', async () => {
    const hook = 'echo "$REGISTRY $REPOSITORY" >> "$HOME/made"'
    expect((await run([`--repository-hook=${hook}`])).code).toBe(0)
    const made = readFileSync(join(home.folder, 'made'), 'utf8').trimEnd().split('\n').toSorted()
    expect(made).toEqual(['m/app/one', 'm/app/two', 'm/db/three'].map(name => `${target.host} ${name}`))
  })

  test('uses the credentials and the authorities that preflight uses', async () => {
    const { certificate, key } = makeCertificate(home.folder)
    const safe = await startRegistry({ ...passwordProtection(home.folder), tls: { certificate, key } })
    home.write('config.json', dockerConfig(safe.host))
    for (const tool of tools) {
      const flags = ['copy', '-r', `${safe.host}/${tool}`, `--with=${tool}`]
      const env = {
        PATH: path,
        DOCKER_CONFIG: home.folder,
        REGISTRY_AUTH_FILE: join(home.folder, 'config.json'),
      }
      const stdin = stream('app/one:1')
      const without = await home.run(flags, { stdin, env })
      expect(without.code).toBe(3)
      const ran = await home.run([...flags, `--ca-file=${certificate}`], { stdin, env })
      expect({ tool, code: ran.code, stderr: ran.stderr }).toMatchObject({ tool, code: 0 })
    }
    await safe.stop()
  })

  test('never copies an old image under a new name', async () => {
    const flags = [`--image=${upstream.host}/app/one:1=${target.host}/m/app/one:7`, '-v']
    const { code, stderr } = await run(flags)
    expect(code).toBe(0)
    expect(stderr).toContain('2 of 2 copied; 1 to copy by hand, named by --verbose')
    expect(stderr).toMatch(
      /not copied: \S+\/app\/one:1 is replaced by \S+\/m\/app\/one:7, which is provided by you/,
    )
    expect(await target.names()).toEqual(['m/app/two:2', 'm/db/three:3'])
  })

  test('says what is arriving instead, when that is not the source', async () => {
    home.write('crane', '#!/bin/sh\nexit 0\n')
    chmodSync(join(home.folder, 'crane'), 0o755)
    const ran = await run(['--with=crane'], stream('app/one:1'), { PATH: `${home.folder}:/usr/bin:/bin` })
    rmSync(join(home.folder, 'crane'))
    expect(ran.code).toBe(3)
    expect(ran.stderr).toContain('crane reports success, and it is not at its target')
  })

  const hasCrane = tools.includes('crane')
  ;(hasCrane ? test : test.skip)(
    'counts a copy that only the tool can check, and reports that it was not checked (needs crane)',
    async () => {
      const locked = await startRegistry(passwordProtection(home.folder))
      const own = mkdtempSync(join(home.folder, 'own-'))
      writeFileSync(join(own, 'config.json'), dockerConfig(locked.host, 'robot', 'correct horse'))
      const real = spawnSync('sh', ['-c', 'command -v crane'], { env: { PATH: path } })
        .stdout.toString()
        .trim()
      home.write('crane', `#!/bin/sh\nDOCKER_CONFIG=${own} exec ${real} "$@"\n`)
      chmodSync(join(home.folder, 'crane'), 0o755)
      const flags = ['copy', '-r', `${locked.host}/m`, '--with=crane']
      const env = { PATH: `${home.folder}:${path}`, DOCKER_CONFIG: home.folder }
      const ran = await home.run(flags, { stdin: stream('app/one:1'), env })
      rmSync(join(home.folder, 'crane'))
      expect(ran.code).toBe(0)
      expect(ran.stderr).toMatch(/could not be checked there: \S+ wants credentials.*\[COPY_UNCHECKED\]/)
      expect(ran.stderr).toContain('1 of 1 copied')
      const refused = await home.run(flags, { stdin: stream('app/one:1'), env: { PATH: path } })
      await locked.stop()
      expect(refused.code).toBe(3)
      expect(refused.stderr).toContain(
        'log in to that registry with crane auth login, as a user who may do this',
      )
    },
  )

  const hasChoice = tools.includes('skopeo') && tools.includes('regctl')
  ;(hasChoice ? test : test.skip)(
    'takes regctl where that alone has a login (needs skopeo and regctl)',
    async () => {
      const own = makeHome()
      const locked = await startRegistry(passwordProtection(own.folder))
      const regctl = (...args: readonly string[]) =>
        spawnSync('regctl', ['registry', ...args], { env: { PATH: path, HOME: own.folder } })
      regctl('set', locked.host, '--tls=disabled')
      expect(regctl('login', locked.host, '--user=robot', '--pass=correct horse').status).toBe(0)
      const flags = ['copy', '-r', `${locked.host}/m`]
      const options = { stdin: stream('app/one:1'), env: { PATH: path } }
      const { code, stderr } = await own.run(flags, options)
      const refused = await own.run([...flags, '--with=skopeo'], { ...options, stdin: stream('app/two:2') })
      await locked.stop()
      own.remove()
      expect({ code, stderr }).toEqual({ code: 0, stderr: 'k8ssandra-relocate: 1 of 1 copied\n' })
      expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('skopeo login')])
    },
  )

  test('says what is missing: a program, a folder, a sensible pair of flags', async () => {
    const none = await home.run(['copy', '-r', 'r.internal', '--with=regctl'], {
      stdin: stream(),
      env: { PATH: '/nowhere' },
    })
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('no program that copies images is there: regctl'),
    ])
    const folder = await home.run(['copy', '--from=oci:nothing'], { env: { PATH: path } })
    expect([folder.code, folder.stderr]).toEqual([2, expect.stringContaining('nothing holds no images')])
    expect((await run(['--to=oci:a', '--from=oci:b'])).code).toBe(2)
    expect((await run(['--to=elsewhere'])).code).toBe(2)
    expect(existsSync(join(home.folder, 'a'))).toBe(false)
  })
}
