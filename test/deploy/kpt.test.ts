import { afterAll, beforeEach, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { executable } from '../built.ts'
import { describeWith, tool } from './tools.ts'

const kpt = tool('kpt')
const folder = mkdtempSync(join(tmpdir(), 'kpt-'))
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web # the one in front
  namespace: shop
spec:
  containers:
  - name: web
    image: nginx:1.27 # from the hub
`

describeWith(kpt)('kpt (needs kpt 1.0.0-beta.61, as .ci/run builds it)', () => {
  beforeEach(() => {
    writeFileSync(join(folder, 'web.yaml'), pod)
    writeFileSync(join(folder, 'Kptfile'), 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: shop\n')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('fn eval relocates a package, keeps its comments and shows the results', () => {
    const { status, stderr } = run([
      'eval',
      folder,
      '--exec',
      executable,
      '--',
      'registry=reg.example:5000/m',
    ])
    expect(status).toBe(0)
    expect(stderr).toContain('relocated nginx:1.27 to reg.example:5000/m/library/nginx:1.27')
    expect(web()).toBe(pod.replace('nginx', 'reg.example:5000/m/library/nginx'))
  })

  test('fn render runs it in the pipeline of a Kptfile', () => {
    const pipeline = `pipeline:\n  mutators:\n    - exec: ${executable}\n      configMap:\n        registry: reg.example:5000/m\n`
    writeFileSync(join(folder, 'Kptfile'), readFileSync(join(folder, 'Kptfile'), 'utf8') + pipeline)
    expect(run(['render', folder, '--allow-exec'])).toMatchObject({ status: 0 })
    expect(web()).toBe(pod.replace('nginx', 'reg.example:5000/m/library/nginx'))
  })

  test('a run that is refused fails with the reason and leaves the package as it was', () => {
    const { status, stderr } = run(['eval', folder, '--exec', executable, '--', 'registry=reg.example/UPPER'])
    expect(status).toBe(1)
    expect(stderr).toContain('[RULE_INVALID]')
    expect(web()).toBe(pod)
    writeFileSync(join(folder, 'web.yaml'), pod.replace('nginx', 'NGINX'))
    const refused = run(['eval', folder, '--exec', executable, '--', 'registry=reg.example'])
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('[error] v1/Pod/shop/web spec.containers[0].image')
    expect(web()).toBe(pod.replace('nginx', 'NGINX'))
  })

  const web = (): string => readFileSync(join(folder, 'web.yaml'), 'utf8')

  function run(args: readonly string[]): { status: number | null; stderr: string } {
    const env = { HOME: folder, PATH: ['/usr/bin', '/bin', dirname(process.execPath)].join(':') }
    return spawnSync(kpt ?? '', ['fn', ...args], { cwd: folder, encoding: 'utf8', env })
  }
})
