import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'

import { emptyConfig } from '../../src/config/config.ts'
import { componentOf } from '../../src/knowledge/charts/component-matchers.ts'
import { components } from '../../src/knowledge/charts/components.ts'
import { relocate, type Result } from '../../src/relocate.ts'

test.each([
  ['k8ssandra-1.x.yaml', []],
  ['k8ssandra-1.x.helm4.yaml', []],
  [
    'k8ssandra-operator-1.x.yaml',
    ['hashicorp/vault', 'payments-example/audit-tail', 'payments-example/truststore'],
  ],
])('every image of %s has a component, but for %j', (file, strangers) => {
  const unknown = changesOf(file).filter(change => change.component === undefined)
  expect(unknown.map(change => change.repository).sort()).toEqual(strangers)
})

test('the shipped 1.x release has every documented component', () => {
  const found = new Set(changesOf('k8ssandra-1.x.yaml').map(change => change.component))
  const documented = components.filter(row => row.chart === 'k8ssandra' && row.isDocumented)
  expect(documented.filter(row => !found.has(row.component))).toEqual([])
})

function changesOf(file: string): { component: string | undefined; repository: string }[] {
  const stream = readFileSync(`testdata/streams/${file}`, 'utf8')
  return relocate(stream, { ...emptyConfig, registry: 'registry.internal:5000' }).changes.map(change => {
    const { repository } = change.source
    return {
      repository,
      component: componentOf({ ...objectOf(change), repository, container: change.container }),
    }
  })
}

function objectOf({ place, spec }: Result['changes'][number]) {
  const [kind = '', name = ''] = (place.object ?? '').split('/')
  return { kind, name, group: spec?.group ?? '', path: place.path ?? '' }
}
