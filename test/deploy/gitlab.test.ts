import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import {
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
import { dirname, join } from 'node:path'
import { version } from '../../src/cli/version.ts'
import { executable } from '../built.ts'
import { describeWith, npmTool, tool } from './tools.ts'

const runner = npmTool('gitlab-ci-local')
const needed = tool('rsync') === undefined ? undefined : runner
const files = ['web.yaml', 'a/web.yaml', 'a/b/web.yaml']
const pod = 'kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n'

// It fetches the component with git, puts the inputs in, checks the result by GitLab's own schema and runs the job.
describeWith(needed)('the GitLab component (needs gitlab-ci-local 4.61.0 and rsync: see .ci/run)', () => {
  let folder: string
  let app: string

  /** The pipeline of the documentation, whose component comes from a repository with the tag that it names. */
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gitlab-'))
    const component = join(folder, 'component')
    app = join(folder, 'app')
    for (const name of ['component', 'app', 'app/rendered/a/b', 'bin'])
      mkdirSync(join(folder, name), { recursive: true })
    symlinkSync(executable, join(folder, 'bin/k8ssandra-relocate'))
    writeFileSync(
      join(folder, 'gitconfig'),
      `[user]\n  name = t\n  email = t@t.example\n[init]\n  defaultBranch = main\n[url "${component}"]\n` +
        '  insteadOf = ssh://git@gitlab.example.com:22/platform/k8ssandra-relocate.git\n',
    )
    cpSync('templates', join(component, 'templates'), { recursive: true })
    commit(component)
    git(component, 'tag', version)
    for (const file of files) writeFileSync(join(app, 'rendered', file), pod)
    writeFileSync(join(app, '.gitlab-ci.yml'), documented())
    commit(app)
    git(app, 'remote', 'add', 'origin', 'git@gitlab.example.com:team/app.git')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('verifies, fails with an image outside, and keeps the reports', () => {
    const { status, stdout, stderr } = pipeline(documented())
    expect({ status, said: (stdout + stderr).includes('nginx:1.27 is outside') }).toEqual({
      status: 1,
      said: true,
    })
    expect(existsSync(artifact('relocation.sarif'))).toBe(true)
    expect(existsSync(artifact('relocation.md'))).toBe(true)
  })

  test('relocates in place, and keeps the relocated files', () => {
    const { status, stderr } = pipeline(`${documented().trimEnd()}\n      command: --in-place\n`)
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
    expect(readFileSync(artifact('rendered/web.yaml'), 'utf8')).toBe(
      pod.replace('nginx', 'registry.internal:5000/mirror/library/nginx'),
    )
  })

  test('reads a glob itself, because a shell without ** would leave files out', () => {
    const { status, stdout, stderr } = pipeline(documented().replace('rendered/*.yaml', 'rendered/**/*.yaml'))
    expect(status).toBe(1)
    for (const file of files) expect(stdout + stderr).toContain(`rendered/${file}:7:12`)
  })

  test('takes no command but those two', () => {
    const { status, stdout, stderr } = pipeline(`${documented().trimEnd()}\n      command: images\n`)
    expect(status).not.toBe(0)
    expect(stdout + stderr).toContain('images')
  })

  function pipeline(text: string): { status: number | null; stdout: string; stderr: string } {
    writeFileSync(join(app, '.gitlab-ci.yml'), text)
    const args = ['--force-shell-executor', '--shell-isolation', '--no-artifacts-to-source']
    return run(process.execPath, [runner ?? '', ...args])
  }

  function artifact(name: string): string {
    return join(app, '.gitlab-ci-local/artifacts/relocate', name)
  }

  function commit(repository: string): void {
    git(repository, 'init', '--quiet')
    git(repository, 'add', '--all')
    git(repository, 'commit', '--quiet', '--message', 'first')
  }

  function git(repository: string, ...args: readonly string[]): void {
    const { status, stderr } = run('git', ['-C', repository, ...args])
    expect({ args, status, stderr: status === 0 ? '' : stderr }).toEqual({ args, status: 0, stderr: '' })
  }

  function run(command: string, args: readonly string[]) {
    return spawnSync(command, args, {
      cwd: app,
      encoding: 'utf8',
      env: {
        HOME: folder,
        GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
        PATH: [join(folder, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
      },
    })
  }
})

/** The pipeline in the documentation. */
function documented(): string {
  const page = readFileSync('docs/pipelines.md', 'utf8')
  return /^```yaml\n(include:\n.*?)^```/ms.exec(page)?.[1] ?? ''
}
