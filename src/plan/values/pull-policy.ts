import type { ComponentSetting } from '../../config/component-setting.ts'
import { writeKeys } from '../../edit/write.ts'
import { placeOfField } from '../../manifest/place.ts'
import type { Occurrence } from '../../find/shapes/finding.ts'
import type { Mapping } from '../../yaml/node.ts'
import type { Found } from '../../find/find.ts'
import { nameOf } from '../object-name.ts'
import type { FieldChange, FieldWrites } from './field-change.ts'

/**
 * The pull policy a setting asks for, in every container of its component. An image in another field (the server image
 * of a CassandraDatacenter) has no place for one.
 */
export function planPullPolicy(
  setting: ComponentSetting,
  images: readonly Found<Occurrence>[],
): readonly FieldWrites[] {
  const { pullPolicy, component } = setting
  if (pullPolicy === undefined) return []
  const done = new Set<Mapping>()
  return images.flatMap(({ finding, manifest, place }) => {
    const { parent } = finding
    const mapping = parent?.mapping
    if (parent === undefined || mapping === undefined || done.has(mapping)) return []
    done.add(mapping)
    const written = parent.textAt('imagePullPolicy')
    if (written === pullPolicy.value) return []
    // A new key goes below the image it is about.
    const writes = writeKeys(mapping, { imagePullPolicy: pullPolicy.value }, { behind: 'image' })
    const path = finding.path.replace(/image$/, 'imagePullPolicy')
    const entry: FieldChange = {
      field: 'imagePullPolicy',
      component,
      written,
      text: pullPolicy.value,
      key: pullPolicy.key,
      object: nameOf(manifest),
      place: placeOfField(place, path),
    }
    return [{ entry, text: parent.inText, writes }]
  })
}
