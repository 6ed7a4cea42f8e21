import { acceptableCodes, type Acceptance } from '../rules/accept.ts'
import { layoutHelp, layouts } from '../rules/layout.ts'
import { digestWords, unmappedWords, type MirrorSetting, type SourceTarget } from '../rules/rule-config.ts'

import { operatorNames } from '../knowledge/operators/operator.ts'
import type { Config } from './config.ts'
import type { ConfigFile } from './config-file.ts'
import { fieldSpec } from './row-type.ts'
import { imagePattern, imageText, mirrorSource, targetPrefix } from './texts.ts'
import { operatorVersion, platform, secretName } from './name-texts.ts'
import { boolean, converted, listOf, mappingOr, oneOf, text } from './value-type.ts'
import { record, type ConfigFields } from './record-type.ts'

export const configApiVersion = 'k8ssandra-relocate.io/v1alpha1'
export const configKind = 'RelocationConfig'

const digests = oneOf(digestWords)

const mirror = record<MirrorSetting>({
  source: { type: mirrorSource, required: true },
  target: { type: targetPrefix, required: true },
  digests: { type: digests, help: 'Whether these images keep their digest.' },
})

const image = record<SourceTarget>({
  source: { type: imageText, required: true },
  target: { type: imageText, required: true },
})

const namedSecret = record<{ name: string }>({ name: { type: secretName, required: true } })

const acceptance = record<Acceptance>({
  code: { type: oneOf(acceptableCodes), required: true },
  image: { type: text, help: 'The image, as an exclusion names it.' },
  object: { type: text, help: 'Kind/name, with *, ** and ?.' },
  path: { type: text, help: 'The field, with * for one part of the path and ** for several.' },
  reason: { type: text, help: 'Why it is accepted, for the report.' },
})

/**
 * Every field of a configuration file. The reader, the JSON Schema and the documentation are made from this table; the
 * flag that says the same, where there is one, has the same words (`test/config/flags.test.ts`).
 */
export const configFields: ConfigFields<ConfigFile> = {
  apiVersion: { type: oneOf([configApiVersion]), required: true },
  kind: { type: oneOf([configKind]), required: true },
  registry: {
    type: targetPrefix,
    help: 'Where images go unless a mirror says otherwise: HOST[:PORT][/PREFIX].',
    more: { examples: ['registry.internal:5000/k8ssandra'] },
  },
  layout: {
    type: oneOf(layouts),
    help: `Below the target: ${layoutHelp}.`,
    more: { default: 'preserve' },
  },
  unmapped: {
    type: oneOf(unmappedWords),
    help: 'An image that no rule takes: refuse it, or keep it as it is and count it.',
    more: { default: 'refuse' },
  },
  digests: {
    type: digests,
    help: 'Whether relocated images keep their digest; drop is for a registry that repacks images. A mirror may say otherwise.',
    more: { default: 'keep' },
  },
  mirrors: {
    type: listOf(mirror),
    help: 'Send what is below the source to the target; the longest match wins.',
  },
  images: {
    type: listOf(image),
    help: 'Send one exact image to the target, with its tag and digest if it has any.',
  },
  exclude: {
    type: listOf(imagePattern),
    help: 'Images to leave alone: names, or patterns with *, ** and ?.',
    more: { examples: [['registry.k8s.io/**']] },
  },
  blocked: {
    type: listOf(mirrorSource),
    help: 'Prefixes from which nothing may be pulled: an image there is an error unless a mirror or an exact image takes it.',
    more: { examples: [['quay.io/untrusted', '*.example.com']] },
  },
  imagePullSecrets: {
    type: listOf(
      mappingOr(
        converted(namedSecret, ({ name }) => name),
        secretName,
      ),
    ),
    help: 'Secrets to add wherever pods need them, by name or as {name: …}.',
  },
  values: {
    type: listOf(text),
    help: 'Values files of the K8ssandra chart, relative to this file.',
  },
  mapping: {
    type: listOf(text),
    help: 'Mappings that are kept for other tools, relative to this file.',
  },
  crds: {
    type: listOf(text),
    help: 'Files with CustomResourceDefinitions, relative to this file: their schemas say where lists of pull secrets have room.',
  },
  known: {
    type: listOf(text),
    help: 'Lists of images of earlier releases, as images -o json writes them; relative to this file. No other image may land on their targets.',
  },
  lock: {
    type: text,
    help: 'The digests that images were locked to, as images --lock writes them; relative to this file.',
  },
  allow: {
    type: listOf(targetPrefix),
    help: 'For verify: images below these registries may stay where they are.',
  },
  accept: {
    type: listOf(acceptance),
    help: 'Problems that are known and accepted; what is given must all fit.',
    more: { examples: [[{ code: 'IMAGE_LEAK', object: 'ConfigMap/notes', reason: 'documentation' }]] },
  },
  operators: {
    type: record<Config['operators']>(
      Object.fromEntries(operatorNames.map(name => [name, { type: operatorVersion }])) as ConfigFields<
        Config['operators']
      >,
    ),
    help: 'Which version of an operator runs, where the operator itself is not in the stream.',
    more: { examples: [{ 'cass-operator': '1.27.1' }] },
  },
  fieldSpecs: {
    type: listOf(fieldSpec),
    help: 'Images in custom resources of your own, in the words of the built-in rows.',
  },
  caFile: {
    type: text,
    help: 'Certificate authorities to trust when a registry is asked, relative to this file; only in a file that is named with --config.',
  },
  insecureRegistries: {
    type: listOf(text),
    help: 'Registries of which any certificate, and plain HTTP, is taken; only in a file that is named with --config.',
  },
  platforms: {
    type: listOf(platform),
    help: 'For preflight: platforms for which images must be there.',
    more: { examples: [['linux/amd64', 'linux/arm64']] },
  },
  strict: { type: boolean, help: 'A warning is an error.', more: { default: false } },
  report: {
    type: text,
    help: 'The report of a run, relative to the working directory; only in a file that is named with --config.',
  },
  logFile: {
    type: text,
    help: 'Messages also go to this file, relative to the working directory; only in a file that is named with --config.',
  },
  quiet: { type: boolean, help: 'Print errors only.', more: { default: false } },
  verbose: { type: boolean, help: 'Print every change with its place and rule.', more: { default: false } },
  color: {
    type: oneOf(['auto', 'always', 'never']),
    help: 'Whether messages are coloured.',
    more: { default: 'auto' },
  },
}
