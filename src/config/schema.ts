import { shapeNames } from '../knowledge/fieldspecs/fieldspec.ts'

import { acceptableCodes } from '../rules/accept.ts'
import type { Config } from './config.ts'
import { layouts } from '../rules/layout.ts'
import { unmappedWords } from '../rules/rule-config.ts'
import { configApiVersion, configKind } from './parse.ts'

type Schema = { readonly [keyword: string]: unknown }

/** One field: what it is for, or the one value it has, and what may stand in it. */
type FieldSchema = Schema & { readonly description?: string; readonly const?: string }

/** The fields of a configuration file; the compiler wants one entry for each that the program reads. */
type FieldName = Exclude<keyof Config, 'components'> | 'apiVersion' | 'kind'

/** Names of Secrets, as `secret-name.ts` has them: RFC 1123 subdomains. */
const secretName = {
  type: 'string',
  maxLength: 253,
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*$',
}

const text = { type: 'string', minLength: 1 }

const mappings = (description: string): FieldSchema => ({
  description,
  type: 'array',
  items: {
    type: 'object',
    properties: { source: text, target: text },
    required: ['source', 'target'],
    additionalProperties: false,
  },
})

const fields: Readonly<Record<FieldName, FieldSchema>> = {
  apiVersion: { const: configApiVersion },
  kind: { const: configKind },
  registry: {
    ...text,
    description: 'Where images go unless a mirror says otherwise: HOST[:PORT][/PREFIX].',
    examples: ['registry.internal:5000/k8ssandra'],
  },
  layout: {
    description:
      'Below the target: preserve the repository path, flatten it to its last part, or put the full source host in front.',
    enum: layouts,
    default: 'preserve',
  },
  unmapped: {
    description: 'An image that no rule takes: refuse it, or keep it as it is.',
    enum: unmappedWords,
    default: 'refuse',
  },
  mirrors: mappings('Send what is below the source to the target; the longest match wins.'),
  images: mappings('Send one exact image to the target, with its tag and digest if it has any.'),
  exclude: {
    description: 'Images to leave alone: names, or patterns with *, ** and ?.',
    type: 'array',
    items: text,
    examples: [['registry.k8s.io/**']],
  },
  blocked: {
    description:
      'Prefixes from which nothing may be pulled: an image there is an error unless a mirror or an exact image takes it.',
    type: 'array',
    items: text,
    examples: [['quay.io/untrusted', '*.example.com']],
  },
  imagePullSecrets: {
    description: 'Secrets to add wherever pods need them, by name or as {name: …}.',
    type: 'array',
    items: {
      oneOf: [
        secretName,
        { type: 'object', properties: { name: secretName }, required: ['name'], additionalProperties: false },
      ],
    },
  },
  strict: { description: 'A warning is an error.', type: 'boolean', default: false },
  accept: {
    description: 'Problems that are known and accepted; what is given must all fit.',
    type: 'array',
    items: {
      type: 'object',
      properties: { code: { enum: acceptableCodes }, image: text, object: text, path: text, reason: text },
      required: ['code'],
      additionalProperties: false,
    },
    examples: [[{ code: 'IMAGE_LEAK', object: 'ConfigMap/notes', reason: 'documentation' }]],
  },
  fieldSpecs: {
    description: 'Images in custom resources of your own.',
    type: 'array',
    items: {
      type: 'object',
      properties: {
        group: { description: "The API group without the version; '' is the core group.", type: 'string' },
        kind: text,
        path: {
          description: 'As in spec/template/spec/containers[]/image.',
          type: 'string',
          pattern: '^[^/\\[\\]]+(\\[\\])*(/[^/\\[\\]]+(\\[\\])*)*$',
        },
        shape: { enum: shapeNames },
      },
      required: ['group', 'kind', 'path', 'shape'],
      additionalProperties: false,
    },
  },
}

/** The JSON Schema (draft 7) of the configuration file: what `parseConfig` takes, for editors. */
export const configSchema: Schema & { readonly properties: typeof fields } = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of k8ssandra-relocate',
  type: 'object',
  properties: fields,
  required: ['apiVersion', 'kind'],
  additionalProperties: false,
}
