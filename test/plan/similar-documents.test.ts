import { expect, test } from '@jest/globals'

import { mergeConfigs } from '../../src/config/merge.ts'
import { findInStream } from '../../src/plan/find-run.ts'
import { openSettling } from '../../src/plan/settle.ts'
import { criteriaOf } from '../../src/relocate-stream.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { documentForms } from '../laws/document-forms.ts'

const config = mergeConfigs({ registry: 'registry.internal:5000/m', imagePullSecrets: ['key'] })

test.each([
  ['any names', ['a', 'bc', 'def', 'g', 'hijk', 'l'].map(name => pod(name, name))],
  ['containers called otherwise', [1, 22, 3, 4, 555, 6].map(at => pod(`a-${at}`, `b-${at}`))],
  ...documentForms.map(
    ([how, form]) => [how, [1, 22, 3, 4, 555, 6].map(at => form(pod(`a-${at}`, 'c')))] as const,
  ),
])('most documents that are written alike are not read: %s', (_, texts) => {
  const stream = texts.map(text => `---${text}`).join('')
  const { ruleSet } = createRuleSet(config)
  const { settled } = findInStream(
    { text: stream },
    criteriaOf(config, ruleSet),
    openSettling(config, ruleSet),
  )
  // The first has no separator before it, the second shows that there are more, the third is the model, and the fourth
  // shows that names make no difference.
  expect(settled?.modelOf.filter(model => model !== undefined)).toHaveLength(2)
  const told = settled?.changes.map(({ object, container, written, place }) => {
    const line = stream.split('\n')[(place.line ?? 0) - 1] ?? ''
    return [object.name, container, line.startsWith(written, (place.column ?? 0) - 1)]
  })
  expect(told).toEqual(
    texts.map(text => [...Array.from(text.matchAll(/name"?: ?"?([\w-]+)/g), ([, name]) => name), true]),
  )
})

function pod(name: string, container: string): string {
  return `\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n  - name: ${container}\n    image: quay.io/a/b-${name}:1\n`
}
