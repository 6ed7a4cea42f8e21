import { acceptableCodes, type Acceptance } from '../rules/accept.ts'
import { layoutHelp, layouts } from '../rules/layout.ts'
import { digestWords, unmappedWords, type MirrorSetting, type SourceTarget } from '../rules/rule-config.ts'

import { operatorNames } from '../knowledge/operators/operator.ts'
import type { Config } from './config.ts'
import type { ConfigFile } from './config-file.ts'
import { fieldSpec } from './row-type.ts'
import { imagePattern, imageText, mirrorSource, targetPrefix } from './texts.ts'
import { operatorVersion, platform, registryHost, secretName } from './name-texts.ts'
import { anyMapping, boolean, converted, listOf, mappingOr, oneOf, text } from './value-type.ts'
import { record, type ConfigFields } from './record-type.ts'

export const configApiVersion = 'k8ssandra-relocate.io/v1alpha1'
export const configKind = 'RelocationConfig'

const digests = oneOf(digestWords)

const mirror = record<MirrorSetting>({
  source: {
    type: mirrorSource,
    required: true,
    help: 'A registry, or the beginning of a name below it; *.HOST for every host below HOST.',
  },
  target: { type: targetPrefix, required: true, help: 'What takes its place: HOST[:PORT][/PREFIX].' },
  digests: { type: digests, help: 'Whether these images keep their digest.' },
})

const image = record<SourceTarget>({
  source: {
    type: imageText,
    required: true,
    help: 'The image; without tag and digest, every version of it.',
  },
  target: { type: imageText, required: true, help: 'The image at your registry.' },
})

const namedSecret = record<{ name: string }>({ name: { type: secretName, required: true } })

const acceptance = record<Acceptance>({
  code: { type: oneOf(acceptableCodes()), required: true, help: 'The code at the end of the message.' },
  image: { type: text, help: 'The image, written as in an exclusion.' },
  object: { type: text, help: 'Kind/name, with *, ** and ?.' },
  path: { type: text, help: 'The field, with * for one part of the path and ** for several.' },
  reason: { type: text, help: 'Why it is accepted, for the report.' },
})

/**
 * Every field of a configuration file. The reader, the JSON Schema and the documentation come from this table; a flag with
 * the same meaning has the same words (`test/config/flags.test.ts`).
 */
export const configFields: ConfigFields<ConfigFile> = {
  apiVersion: { type: oneOf([configApiVersion]), required: true },
  kind: { type: oneOf([configKind]), required: true },
  metadata: {
    type: anyMapping,
    help: 'A name and annotations, for tools that treat the file as an object; no effect here.',
  },
  registry: {
    type: targetPrefix,
    help: 'The registry to move images to, unless a mirror says otherwise: HOST[:PORT][/PREFIX].',
    more: { examples: ['registry.internal:5000/k8ssandra'] },
  },
  layout: {
    type: oneOf(layouts),
    help: `Below the target: ${layoutHelp}.`,
    more: { default: 'preserve' },
  },
  unmapped: {
    type: oneOf(unmappedWords),
    help: 'What to do with an image that no rule takes: refuse it, or keep it and count it.',
    more: { default: 'refuse' },
  },
  digests: {
    type: digests,
    help: 'Keep the digest of moved images, or drop it for a registry that repacks images. A mirror may say otherwise.',
    more: { default: 'keep' },
  },
  mirrors: {
    type: listOf(mirror),
    help: 'Move images below the source to the target; the longest match wins.',
  },
  images: {
    type: listOf(image),
    help: 'Move one exact image to the target, with the tag and digest of the target if it has any.',
  },
  exclude: {
    type: listOf(imagePattern),
    help: 'Images to leave alone: names, or patterns with *, ** and ?.',
    more: { examples: [['registry.k8s.io/**']] },
  },
  blocked: {
    type: listOf(mirrorSource),
    help: 'Prefixes to pull nothing from: an image there is an error unless a mirror or an exact image takes it.',
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
    help: 'Mappings of other tools, relative to this file.',
  },
  crds: {
    type: listOf(text),
    help: 'Files with CustomResourceDefinitions, relative to this file: their schemas say which fields take pull secrets.',
  },
  known: {
    type: listOf(text),
    help: 'The images of earlier releases, as images -o json prints them; relative to this file. No other image may land on their targets.',
  },
  lock: {
    type: text,
    help: 'The lock that images --lock wrote; relative to this file.',
  },
  allow: {
    type: listOf(targetPrefix),
    help: 'For verify: let images below these registries stay.',
  },
  accept: {
    type: listOf(acceptance),
    help: 'Problems to accept. A problem must match every key of an entry.',
    more: { examples: [[{ code: 'IMAGE_LEAK', object: 'ConfigMap/notes', reason: 'documentation' }]] },
  },
  operators: {
    type: record<Config['operators']>(
      Object.fromEntries(
        operatorNames.map(name => [name, { type: operatorVersion, help: `The version of ${name}.` }]),
      ) as ConfigFields<Config['operators']>,
    ),
    help: 'The versions of operators that run but are not in the stream.',
    more: { examples: [{ 'cass-operator': '1.27.1' }] },
  },
  fieldSpecs: {
    type: listOf(fieldSpec),
    help: 'Images in your own custom resources, written like the built-in rows.',
  },
  caFile: {
    type: text,
    help: 'A file with certificate authorities to trust, relative to this file; only in a file named with --config.',
  },
  insecureRegistries: {
    type: listOf(registryHost),
    help: 'Registries to accept any certificate from, and plain HTTP; only in a file named with --config.',
  },
  platforms: {
    type: listOf(platform),
    help: 'For preflight: the platforms to check images for.',
    more: { examples: [['linux/amd64', 'linux/arm64']] },
  },
  strict: { type: boolean, help: 'Treat warnings as errors.', more: { default: false } },
  report: {
    type: text,
    help: 'The file for the report, relative to the working directory; only in a file named with --config.',
  },
  logFile: {
    type: text,
    help: 'Also append all messages to this file, relative to the working directory; only in a file named with --config.',
  },
  quiet: { type: boolean, help: 'Print errors only.', more: { default: false } },
  verbose: { type: boolean, help: 'Print every change with its place and rule.', more: { default: false } },
  color: {
    type: oneOf(['auto', 'always', 'never']),
    help: 'Whether messages are coloured.',
    more: { default: 'auto' },
  },
}
