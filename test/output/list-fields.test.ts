import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

import { emptyConfig } from '../../src/config/config.ts'
import { formatImages, type ImageFormat } from '../../src/output/images/image-format.ts'
import { listImages } from '../../src/output/images/image-list.ts'
import { relocate } from '../../src/relocate.ts'

/** What a program takes: constants, and fields by the type of their values; a field in a list is below `[]`. */
type Published = {
  readonly source: string
  readonly constants: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, RegExp>>
}

const text = /./

/** Types and fields as the programs publish them; oc-mirror and imgpkg refuse any other field. */
const published = {
  hauler: {
    source: 'https://github.com/hauler-dev/hauler/blob/v2.0.3/pkg/apis/hauler.cattle.io/v1/image.go',
    constants: { apiVersion: 'content.hauler.cattle.io/v1', kind: 'Images' },
    fields: {
      'metadata.name': /^[a-z0-9-]+$/,
      'spec.images[].name': text,
      // A digest is only rewritten to a tag.
      'spec.images[].rewrite': /^[^:@]+:[\w][\w.-]{0,127}$/,
    },
  },
  zarf: {
    source: 'https://github.com/zarf-dev/zarf/blob/main/zarf.schema.json',
    constants: { kind: 'ZarfPackageConfig' },
    fields: {
      'metadata.name': /^[a-z0-9][a-z0-9-]*$/,
      'components[].name': /^[a-z0-9][a-z0-9-]*$/,
      'components[].required': /^true$/,
      'components[].images[]': text,
    },
  },
  'oc-mirror': {
    source: 'https://github.com/openshift/oc-mirror/blob/main/internal/pkg/api/v2alpha1/type_config.go',
    constants: { apiVersion: 'mirror.openshift.io/v2alpha1', kind: 'ImageSetConfiguration' },
    fields: { 'mirror.additionalImages[].name': text },
  },
  imgpkg: {
    source: 'https://github.com/carvel-dev/imgpkg/blob/develop/pkg/imgpkg/lockconfig/images_lock.go',
    constants: { apiVersion: 'imgpkg.carvel.dev/v1alpha1', kind: 'ImagesLock' },
    fields: {
      'images[].image': /^[^@]+@sha256:[0-9a-f]{64}$/,
      'images[].annotations.kbld.carvel.dev/id': text,
      'images[].annotations.k8ssandra-relocate.io/target': text,
    },
  },
} as const satisfies Partial<Record<ImageFormat, Published>>

/** Every scalar of a value, by its path. */
function scalarsIn(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (Array.isArray(value)) return value.flatMap(item => scalarsIn(item, `${path}[]`))
  if (typeof value !== 'object' || value === null) return [[path, String(value)]]
  return Object.entries(value).flatMap(([key, item]) => scalarsIn(item, path === '' ? key : `${path}.${key}`))
}

const digest = `sha256:${'a'.repeat(64)}`
const stream = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - {name: a, image: "busybox:1"}
  - {name: b, image: "quay.io/a/b@${digest}"}
  - {name: c, image: "quay.io/a/c:1@${digest}"}
`

test.each(Object.entries(published))(
  'the list for %s has the fields that it publishes',
  async (name, row) => {
    const { source, constants, fields }: Published = row
    expect(source).toMatch(/^https:/)
    const result = relocate(stream, { ...emptyConfig, registry: 'r.internal:5000/m' }, { isList: true })
    const made = await formatImages({ lines: listImages([result]), unknown: [] }, name as ImageFormat)
    const seen = new Set<string>()
    for (const list of [made.text, readFileSync(`testdata/images/${name}.txt`, 'utf8')])
      for (const [path, value] of scalarsIn(parse(list))) {
        seen.add(path)
        const constant = constants[path]
        if (constant === undefined)
          expect([path, value]).toEqual([path, expect.stringMatching(fields[path] ?? /^$/)])
        else expect(value).toBe(constant)
      }
    expect(Array.from(seen).toSorted()).toEqual(
      [...Object.keys(constants), ...Object.keys(fields)].toSorted(),
    )
  },
)
