import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { program } from '../cli/program.ts'
import { makeHelm, type Helm } from './helm.ts'
import { describeEachHelm } from './versions.ts'
import { identity, isHook, readObjects, type KubernetesObject } from './objects.ts'

/** Every component of K8ssandra 1.x, with its values at their real paths, and its hooks. */
const chart = resolve('testdata/charts/k8ssandra-mini')
const registry = 'registry.internal:5000/mirror'

describeEachHelm('values for the chart, rendered by Helm %s', version => {
  let helm: Helm

  beforeAll(async () => {
    helm = await makeHelm(version)
  }, 300_000)

  afterAll(() => helm.remove())

  test.each(['preserve', 'flatten', 'full'])(
    'make it render what a relocation gives, object by object, in the layout %s',
    async layout => {
      const flags = [`--registry=${registry}`, `--layout=${layout}`, ...mirrors(layout)]
      const rendered = await template()
      const relocated = await program(flags, { stdin: rendered })
      expect(relocated.code).toBe(0)
      const values = await program(['values', ...flags], { stdin: rendered })
      expect(values.code).toBe(0)
      expect(values.stderr).not.toContain('VALUE_MISSING')
      const byChart = sorted(await readObjects(await template('-f', write(values.stdout))))
      expect(byChart).toEqual(sorted(await readObjects(relocated.stdout)))
      expect(byChart.filter(isHook)).toHaveLength(5)
      expect(imagesOf(byChart).filter(image => !image.startsWith(registry))).toEqual([])
      expect(imagesOf(byChart).length).toBeGreaterThan(25)
    },
  )

  test('give pods of every part their pull secrets, in the form that part wants', async () => {
    const flags = [`--registry=${registry}`, '--pull-secret=key', ...mirrors('preserve')]
    const { stdout } = await program(['values', ...flags], { stdin: await template() })
    const objects = await readObjects(await template('-f', write(stdout)))
    const secrets = objects.map(object => [identity(object), secretsOf(object)] as const)
    const without = secrets.filter(([, list]) => list === undefined).map(([name]) => name)
    expect(Object.fromEntries(secrets.filter(([, list]) => list !== undefined))).toEqual(
      Object.fromEntries(
        [
          'ServiceAccount/demo-cass-operator',
          'ServiceAccount/demo-reaper-operator',
          'ServiceAccount/demo-medusa-operator',
          'ServiceAccount/demo-kube-prometheus-stack-operator',
          'ServiceAccount/demo-kube-prometheus-stack-prometheus',
          'Deployment/demo-cass-operator',
          'Deployment/demo-reaper-operator',
          'Deployment/demo-medusa-operator',
          'Deployment/demo-grafana',
        ].map(name => [name, [{ name: 'key' }]]),
      ),
    )
    expect(without).toContain('Deployment/demo-dc1-stargate')
  })

  test('printed from a relocated stream are those printed from the stream itself', async () => {
    const flags = [`--registry=${registry}`]
    const rendered = await template()
    const relocated = await program(flags, { stdin: rendered })
    const before = await program(['values', ...flags], { stdin: rendered })
    const after = await program(['values', ...flags], { stdin: relocated.stdout })
    expect(after.stdout.replaceAll(/^ *#.*\n/gm, '')).toBe(before.stdout.replaceAll(/^ *#.*\n/gm, ''))
  })

  async function template(...args: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await helm.run('template', 'demo', chart, ...args)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return stdout
  }

  function write(values: string): string {
    const file = join(helm.home, 'values.yaml')
    writeFileSync(file, values)
    return file
  }
})

/** Flattening puts two images of one name together: one of them gets a place of its own. */
function mirrors(layout: string): readonly string[] {
  return layout === 'flatten' ? [] : [`--mirror=quay.io=${registry}/from-quay`]
}

function sorted(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [...objects].sort((a, b) => (identity(a) < identity(b) ? -1 : 1))
}

/** Every text that is an image by the name of its key or its flag. */
function imagesOf(objects: readonly KubernetesObject[]): readonly string[] {
  const texts = JSON.stringify(objects).matchAll(/(?:[iI]mage":"|-reloader=|-base-image=)([^"]+)/g)
  return Array.from(texts, ([, image = '']) => image)
}

function secretsOf(object: KubernetesObject): unknown {
  type Pods = { readonly imagePullSecrets?: unknown; readonly template?: { readonly spec?: Pods } }
  const spec = object['spec'] as Pods | undefined
  const list = object['imagePullSecrets'] ?? spec?.imagePullSecrets ?? spec?.template?.spec?.imagePullSecrets
  return Array.isArray(list) && list.length === 0 ? undefined : list
}
