import { expect, test } from '@jest/globals'

import { emptyConfig } from '../../src/config/config.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { listImages } from '../../src/output/images/image-list.ts'
import { relocate } from '../../src/relocate.ts'

const variables = `apiVersion: v1
kind: Pod
metadata: {name: operator}
spec:
  containers:
  - name: manager
    image: quay.io/acme/operator:v1
    env:
    - {name: AGENT_IMAGE, value: quay.io/acme/agent}
    - {name: AGENT_VERSION, value: 1.2.3}
    - {name: PROBE_IMAGE, value: quay.io/acme/probe}
    - {name: DONE_IMAGE, value: "quay.io/acme/done:v2"}
    - {name: DONE_VERSION, value: v2}
`

test('an image in a variable without a tag has no known tag where another variable holds its version', () => {
  const result = relocate(variables, { ...emptyConfig, registry: 'registry.internal:5000/m' })
  const lines = listImages([result]).map(line => [formatReference(line.source), line.isRepository])
  expect(lines).toEqual([
    ['quay.io/acme/agent', true],
    ['quay.io/acme/done:v2', false],
    ['quay.io/acme/operator:v1', false],
    ['quay.io/acme/probe', false],
  ])
})
