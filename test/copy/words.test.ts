import { expect, test } from '@jest/globals'

import { remedyFor } from '../../src/cli/commands/copy/words.ts'

test.each([
  ['unexpected status code 401 Unauthorized', 'log in to that registry with skopeo login'],
  ['x509: certificate signed by unknown authority', '--ca-file'],
  ['write /tmp/a: no space left on device', 'make room on the disk'],
  ['429 Too Many Requests', '--jobs'],
  [
    'Manifest list must be converted to type "application/vnd.oci.image.index.v1+json" to be written to destination, but we cannot modify it: "Instructed to preserve digests"',
    '--with crane',
  ],
  ['it went wrong', 'see what skopeo says when you run it by hand'],
])('"%s" is answered with what to do', (words, remedy) => {
  expect(remedyFor(words, 'skopeo')).toContain(remedy)
})
