import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { version } from '../../src/cli/version.ts'
import { executable } from '../built.ts'
import { helmBinary, pinnedHelm } from '../helm/binaries.ts'
import { describeWith, tool } from './tools.ts'

const act = tool('act')
const action = `k8ssandra-relocate/k8ssandra-relocate@v${version}`
const testInClone = existsSync('.git') ? test : test.skip

/** Where npm has its packages and asks for others: the home directory of the job is empty. */
function npmSettings(): Readonly<Record<string, string>> {
  const cache = spawnSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).stdout.trim()
  const given = Object.entries(process.env).filter(([name]) => /^(?:npm_config_|https?_proxy$)/i.test(name))
  return {
    ...(Object.fromEntries(given) as Record<string, string>),
    npm_config_cache: cache,
    npm_config_prefer_offline: 'true',
  }
}

describeWith(act)(
  'the workflow of the documentation, run by act (needs act 0.2.89, as .ci/run builds it)',
  () => {
    let folder: string

    /** A repository with a chart, and the action with the program that its first step would build. */
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'github-'))
      for (const name of ['action', 'bin', 'app/.github/workflows'])
        mkdirSync(join(folder, name), { recursive: true })
      copyFileSync('action.yml', join(folder, 'action/action.yml'))
      symlinkSync(executable, join(folder, 'action/k8ssandra-relocate'))
      symlinkSync(await helmBinary(pinnedHelm[3]), join(folder, 'bin/helm'))
      cpSync('testdata/charts/k8ssandra-mini', join(folder, 'app/charts/cassandra'), { recursive: true })
      git('init', '--quiet')
      git(
        '-c',
        'user.name=t',
        '-c',
        'user.email=t@t.example',
        'commit',
        '--quiet',
        '--allow-empty',
        '--message',
        'first',
      )
      git('remote', 'add', 'origin', 'https://github.com/team/app.git')
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    // act runs the job in a copy of the repository, so the job itself shows what it wrote.
    const show = (file: string): string => `      - if: always()\n        run: cat ${file}\n`

    test('fails when verify finds an image outside, and writes the report', () => {
      const { status, stdout } = run(documented() + show('relocation.sarif'))
      expect(status).toBe(1)
      expect(stdout).toContain('is outside the target registry')
      expect(stdout).toContain('"version": "2.1.0"')
    })

    test('passes when it relocates in place first', () => {
      const [, uses = ''] = /^( +- uses: k8ssandra-relocate\/.*?report: \S+\n)/ms.exec(documented()) ?? []
      const relocating = uses
        .replace(
          'command: verify',
          "in-place: 'true'\n          pull-secrets: |\n            one\n            two",
        )
        .replace(/ +report: .*\n/, '')
      const { status, stdout } = run(documented().replace(uses, relocating + uses) + show('rendered.yaml'))
      expect({ status, stdout: status === 0 ? '' : stdout }).toEqual({ status: 0, stdout: '' })
      expect(stdout).toContain('- name: two')
    })

    // npm takes its packages from the cache of the installation that these tests run in, as far as it has them.
    testInClone(
      'builds the program in its first step, from a clone',
      () => {
        const clone = join(folder, 'clone')
        const { status } = spawnSync('git', ['clone', '--quiet', '--no-hardlinks', resolve('.'), clone])
        expect(status).toBe(0)
        const { status: failed, stdout } = run(documented(), clone)
        expect(stdout).toContain('is outside the target registry')
        expect(failed).toBe(1)
      },
      600_000,
    )

    function run(workflow: string, from = join(folder, 'action')): { status: number | null; stdout: string } {
      writeFileSync(join(folder, 'app/.github/workflows/relocate.yml'), `on: push\n${workflow}`)
      const local = ['--local-repository', `${action}=${from}`]
      return spawnSync(act ?? '', ['push', '--platform', 'ubuntu-latest=-self-hosted', ...local], {
        cwd: join(folder, 'app'),
        encoding: 'utf8',
        env: {
          HOME: folder,
          ...npmSettings(),
          PATH: [join(folder, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
        },
      })
    }

    function git(...args: readonly string[]): void {
      expect(spawnSync('git', args, { cwd: join(folder, 'app') }).status).toBe(0)
    }
  },
)

/** The workflow without its last step, which uploads the report to GitHub. */
function documented(): string {
  const page = readFileSync('docs/pipelines.md', 'utf8')
  const [, workflow = ''] = /^```yaml\n(jobs:\n.*?)^```/ms.exec(page) ?? []
  expect(workflow).toContain(`uses: ${action}`)
  return workflow.replace(/^ +- if: always\(\)\n(?:.|\n)*/m, '')
}
