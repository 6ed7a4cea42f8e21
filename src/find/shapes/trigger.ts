import type { Manifest } from '../../manifest/manifest.ts'
import type { Field } from '../../yaml/field.ts'
import { remarkAt, type Remark } from './finding.ts'

/** Sources: https://docs.openshift.com/container-platform/latest/openshift_images/triggering-updates-on-imagestream-changes.html. */
const triggers = { group: 'apps.openshift.io', annotation: 'image.openshift.io/triggers' } as const

/** What to say of a blank image that a trigger of OpenShift fills in; undefined where none does. */
export function blankOfTrigger(field: Field, manifest: Manifest): Remark | undefined {
  const annotations = manifest.root.get('metadata')?.get('annotations')
  const isFilled = manifest.group === triggers.group || annotations?.get(triggers.annotation) !== undefined
  if (!isFilled) return undefined
  return {
    ...remarkAt(field),
    code: 'REFERENCE_PLACEHOLDER',
    message: 'the blank image is left as it is: an image trigger of OpenShift fills it in',
    remedy: 'make sure that what fills it in names the private registry',
  }
}
