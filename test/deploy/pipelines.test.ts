import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { version } from '../../src/cli/version.ts'
import { executable } from '../built.ts'
import { npmTool, testWith, tool } from './tools.ts'

const pod = 'kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n'
const registry = 'reg.example:5000/m'
const actionlint = tool('actionlint')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipelines-'))
  symlinkSync(executable, join(folder, 'k8ssandra-relocate'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the GitHub action', () => {
  type Step = { run: string; env?: Record<string, string> }
  type Action = { inputs: Record<string, { default?: string }>; runs: { steps: Step[] } }
  const action = parse(readFileSync('action.yml', 'utf8')) as Action

  test('relocates what its inputs name, and writes output and report', () => {
    const result = runAction({ manifests: 'web.yaml', registry, output: 'out.yaml', report: 'report.sarif' })
    expect(result).toMatchObject({ status: 0, stdout: '' })
    expect(readFileSync(join(folder, 'out.yaml'), 'utf8')).toContain(`image: ${registry}/library/nginx:1.27`)
    expect(JSON.parse(readFileSync(join(folder, 'report.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
  })

  test('takes lists one a line, and a blank in a name does not part it', () => {
    writeFileSync(join(folder, 'two words.yaml'), pod)
    const inputs = { manifests: 'web.yaml\ntwo words.yaml\n', registry, 'pull-secrets': 'one\ntwo\n' }
    const { status, stdout } = runAction({ ...inputs, args: '--layout=flatten' })
    expect(status).toBe(0)
    expect(stdout.split(`image: ${registry}/nginx:1.27`)).toHaveLength(3)
    expect(stdout).toContain('- name: two')
  })

  test('fails when verify finds an image outside', () => {
    const { status, stderr } = runAction({ command: 'verify', manifests: 'web.yaml', registry })
    expect(status).toBe(3)
    expect(stderr).toContain('nginx:1.27')
  })

  test('is valid by the schema of GitHub', () => {
    const validator = 'node_modules/@action-validator/cli/cli.mjs'
    const { status, stdout } = spawnSync(process.execPath, [validator, 'action.yml'], { encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })

  testWith(actionlint)(
    'is what the workflow of the documentation calls, by actionlint (needs actionlint 1.7.12)',
    () => {
      const [, workflow = ''] =
        /^```yaml\n(jobs:\n.*?)^```/ms.exec(readFileSync('docs/pipelines.md', 'utf8')) ?? []
      const action = `k8ssandra-relocate/k8ssandra-relocate@v${version}`
      expect(workflow).toContain(`uses: ${action}`)
      const here = workflow.replace(action, './')
      expect(lint(here)).toEqual({ status: 0, stdout: '' })
      expect(lint(here.replace('manifests:', 'manifest:')).stdout).toContain(
        'input "manifest" is not defined',
      )
    },
  )

  /** What actionlint finds in a workflow of a repository with our action. */
  function lint(workflow: string): { status: number | null; stdout: string } {
    const repository = mkdtempSync(join(folder, 'repository-'))
    for (const name of ['.git', '.github/workflows']) mkdirSync(join(repository, name), { recursive: true })
    copyFileSync('action.yml', join(repository, 'action.yml'))
    writeFileSync(join(repository, '.github/workflows/relocate.yml'), `on: push\n${workflow}`)
    const { status, stdout } = spawnSync(actionlint ?? '', ['-no-color'], {
      cwd: repository,
      encoding: 'utf8',
    })
    return { status, stdout }
  }

  test('every input reaches the command', () => {
    const variables = Object.values(action.runs.steps.at(-1)?.env ?? {})
    expect(variables.sort()).toEqual(
      Object.keys(action.inputs)
        .map(name => `\${{ inputs.${name} }}`)
        .sort(),
    )
  })

  /** The steps as the runner runs them: each in a bash of its own, expressions put in first. */
  function runAction(inputs: Record<string, string>): {
    status: number | null
    stdout: string
    stderr: string
  } {
    writeFileSync(join(folder, 'web.yaml'), pod)
    const valueOf = (text: string): string =>
      text.replace(
        /\$\{\{ inputs\.([\w-]+) \}\}/g,
        (_, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '',
      )
    let last = { status: 0 as number | null, stdout: '', stderr: '' }
    for (const step of action.runs.steps) {
      const variables = Object.entries(step.env ?? {}).map(([name, text]) => [name, valueOf(text)])
      last = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: pathOf(),
          HOME: folder,
          GITHUB_ACTION_PATH: folder,
          ...(Object.fromEntries(variables) as object),
        },
      })
      if (last.status !== 0) return last
    }
    return last
  }
})

const tektonLint = npmTool('tekton-lint')

testWith(tektonLint)('the Tekton task has no error that tekton-lint finds (needs tekton-lint 1.1.0)', () => {
  const task = readFileSync('deploy/tekton/task.yaml', 'utf8')
  const { status, stdout } = lintTask(task)
  expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: '' })
  expect(lintTask(task.replaceAll('params.manifests', 'params.manifest')).status).toBe(1)
})

function lintTask(task: string): { status: number | null; stdout: string } {
  writeFileSync(join(folder, 'task.yaml'), task)
  return spawnSync(process.execPath, [tektonLint ?? '', 'task.yaml'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: pathOf() },
  })
}

test('the Tekton task relocates in place and then verifies', () => {
  type Task = {
    spec: {
      params: { name: string; default?: string | string[] }[]
      steps: { name: string; command: string[]; args: string[] }[]
    }
  }
  const task = parse(readFileSync('deploy/tekton/task.yaml', 'utf8')) as Task
  const given: Record<string, string[]> = { manifests: ['web.yaml'], args: [`--registry=${registry}`] }
  writeFileSync(join(folder, 'web.yaml'), pod)
  for (const step of task.spec.steps) {
    const args = step.args.flatMap(word => {
      const name = /^\$\(params\.([\w-]+)\[\*\]\)$/.exec(word)?.[1]
      return name === undefined ? [word] : (given[name] ?? [])
    })
    const { status, stderr } = spawnSync(executable, args, { cwd: folder, encoding: 'utf8' })
    expect({ step: step.name, status, stderr: status === 0 ? '' : stderr }).toEqual({
      step: step.name,
      status: 0,
      stderr: '',
    })
    expect(step.command).toEqual(['/usr/local/bin/k8ssandra-relocate'])
  }
  expect(readFileSync(join(folder, 'web.yaml'), 'utf8')).toContain(`image: ${registry}/library/nginx:1.27`)
})

/** Where the tools of a job are, and Node for a program that needs it. */
function pathOf(): string {
  return ['/usr/bin', '/bin', dirname(process.execPath)].join(':')
}
