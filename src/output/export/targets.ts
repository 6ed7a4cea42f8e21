import type { ExportTarget } from './export-target.ts'
import type { ExportTargetName } from './export-format.ts'
import { writeFluxPatches } from './flux/flux-patches.ts'
import { writeMirrorSets } from './mirror-sets.ts'
import { writeRegistriesConf } from './registries-conf.ts'
import { writeKustomization } from './kustomization.ts'
import { writeAdmissionPolicy } from './policy/admission-policy.ts'
import { writeKyverno } from './policy/kyverno.ts'
import { writePullSecrets } from './pull-secrets.ts'
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
    help: 'both of the above for Kyverno: MutatingPolicy and ValidatingPolicy, or ClusterPolicy before Kyverno 1.16',
    write: writeKyverno,
  },
  'registries.conf': {
    help: 'registries.conf for CRI-O and Podman on the nodes',
    manifests: 'useful',
    write: writeRegistriesConf,
  },
  idms: {
    help: 'ImageDigestMirrorSet and ImageTagMirrorSet for the nodes of OpenShift',
    manifests: 'useful',
    write: writeMirrorSets,
  },
  kustomization: {
    help: 'images of a kustomization, for the images of the manifests that are named',
    manifests: 'useful',
    write: writeKustomization,
  },
  'flux-patches': {
    help: 'postRenderers of a Flux HelmRelease, for a rendered release: the whole relocation as patches',
    manifests: 'needed',
    write: writeFluxPatches,
  },
  'pull-secrets': {
    help: 'Secrets to fill in, and the ServiceAccounts that must have them, to apply before the release',
    manifests: 'needed',
    write: writePullSecrets,
  },
}
