import type { ExportTarget } from './export-target.ts'
import type { ExportTargetName } from './export-format.ts'
import { writeAdmissionPolicy } from './policy/admission-policy.ts'
import { writeKyverno } from './policy/kyverno.ts'
import { writeValidatingPolicy } from './policy/validating-policy.ts'

/** Every target. A new one is a row here, a name in `export-format.ts` and a file. */
export const exportTargets: Readonly<Record<ExportTargetName, ExportTarget>> = {
  'admission-policy': {
    help: 'MutatingAdmissionPolicy: the API server relocates pods as it admits them',
    write: writeAdmissionPolicy,
  },
  'validating-policy': {
    help: 'ValidatingAdmissionPolicy: the API server warns of, denies or audits images outside',
    write: writeValidatingPolicy,
  },
  kyverno: {
    help: 'MutatingPolicy and ValidatingPolicy of Kyverno: both of the above, for clusters that run it',
    write: writeKyverno,
  },
}
