import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { version } from '../../src/cli/version.ts'
import { describeWith, testWith, tool } from './tools.ts'

const preCommit = tool('pre-commit')
const inClone = existsSync('.git')
const pod = (image: string) =>
  `kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: ${image}\n`

testWith(preCommit)('pre-commit takes the list of hooks (needs pre-commit)', () => {
  const args = ['validate-manifest', '.pre-commit-hooks.yaml']
  const { status, stdout, stderr } = spawnSync('pre-commit', args, { encoding: 'utf8' })
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
})

describeWith(inClone ? preCommit : undefined)(
  'git commit with the hook (needs pre-commit, and a clone)',
  () => {
    let folder: string

    /** A repository whose hook is a clone of this one, installed as pre-commit installs it: with npm. */
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'pre-commit-'))
      const [clone, app] = [join(folder, 'clone'), join(folder, 'app')]
      run('git', ['clone', '--quiet', '--no-hardlinks', resolve('.'), clone], folder)
      const revision = run('git', ['rev-parse', 'HEAD'], clone).stdout.trim()
      run('git', ['init', '--quiet', app], folder)
      mkdirSync(join(app, 'rendered'))
      const page = readFileSync('docs/pipelines.md', 'utf8')
      const [, documented = ''] = /^```yaml\n(repos:\n.*?)^```/ms.exec(page) ?? []
      const config = documented
        .replace('https://github.com/k8ssandra-relocate/k8ssandra-relocate', clone)
        .replace(`v${version}`, revision)
      expect(config).toContain(`rev: ${revision}`)
      writeFileSync(join(app, '.pre-commit-config.yaml'), config)
      expect(run('pre-commit', ['install', '--install-hooks'], app).status).toBe(0)
    }, 600_000)
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    test('refuses an image outside, and takes the relocated file and what is not rendered', () => {
      const refused = commit({ 'rendered/web.yaml': pod('nginx:1.27'), 'charts.yaml': pod('busybox:1') })
      expect(refused.status).toBe(1)
      expect(refused.output).toContain('nginx:1.27 is outside the target registry')
      expect(refused.output).not.toContain('busybox')
      const taken = commit({ 'rendered/web.yaml': pod('registry.internal:5000/mirror/library/nginx:1.27') })
      expect(taken.output).toContain('Passed')
      expect(taken.status).toBe(0)
    })

    test('takes names that a shell would part or read as flags', () => {
      const image = pod('registry.internal:5000/mirror/library/nginx:1.28')
      expect(commit({ 'rendered/two words.yaml': image, 'rendered/--in-place.yaml': image }).status).toBe(0)
      expect(commit({ 'rendered/ä $(id).yaml': pod('nginx:1.29') }).output).toContain('nginx:1.29 is outside')
    })

    function commit(files: Readonly<Record<string, string>>): { status: number | null; output: string } {
      const app = join(folder, 'app')
      for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text)
      run('git', ['add', '--all'], app)
      const identity = ['-c', 'user.name=t', '-c', 'user.email=t@t.example']
      const { status, stdout, stderr } = run('git', [...identity, 'commit', '--message', 'change'], app)
      return { status, output: stdout + stderr }
    }

    function run(command: string, args: readonly string[], cwd: string) {
      const env = { ...process.env, PRE_COMMIT_HOME: join(folder, 'home'), GIT_CONFIG_GLOBAL: '/dev/null' }
      return spawnSync(command, args, { cwd, encoding: 'utf8', env })
    }
  },
)
