import fastCheck, { type Arbitrary } from 'fast-check'

import { targetOf } from '../laws/target.ts'
import { listOf, mapOf, same, type Twin } from './value.ts'

const word = fastCheck.stringMatching(/^[a-z][a-z0-9]{0,6}$/)
const hosts = [
  '',
  'docker.io/',
  'index.docker.io/',
  'quay.io/',
  'ghcr.io/',
  'localhost/',
  'registry.example:5000/',
]
const digest = `@sha256:${'0123456789abcdef'.repeat(4)}`

/** Every shape of a reference: with and without host, path, tag and digest. */
export const reference: Arbitrary<string> = fastCheck
  .tuple(
    fastCheck.constantFrom(...hosts),
    // Digits alone with a tag of digits read as ports.
    fastCheck.array(fastCheck.stringMatching(/^[a-z][a-z0-9]*(?:(?:[._]|__|-{1,3})[a-z0-9]+)?$/), {
      minLength: 1,
      maxLength: 3,
    }),
    fastCheck.option(fastCheck.stringMatching(/^\w[\w.-]{0,8}$/), { nil: undefined }),
    fastCheck.boolean(),
  )
  .map(([host, path, tag, isPinned]) => {
    return `${host}${path.join('/')}${tag === undefined ? '' : `:${tag}`}${isPinned ? digest : ''}`
  })

/** Texts that are none of our business, as awkward as they come. */
const text = fastCheck.oneof(
  word,
  fastCheck.constantFrom(
    'on',
    'no',
    '~',
    '1e3',
    '012',
    '12:30',
    '',
    ' a',
    'a: b',
    'a #b',
    '- a',
    "it's",
    '"',
    '{{ .a }}',
  ),
  fastCheck.constantFrom(
    'a\nb',
    'a\n\n  b\n',
    'see https://quay.io/not/an-image:1',
    '# a',
    '[',
    '*a',
    '&a',
    '!a',
    'é 🚢',
    'a\tb',
  ),
)

const labels = fastCheck.dictionary(word, text, { maxKeys: 3 }).map(same)
const metadata = (name: Arbitrary<string>) =>
  fastCheck.tuple(name, labels).map(([value, map]) => mapOf({ name: same(value), labels: map }))

/** Manifests with their images and what has to become of them below `registry`, with `secret` in every list. */
export function manifests(registry: string, secret: string): Arbitrary<Twin> {
  const image = reference.map(before => ({ before, after: targetOf(before, registry) }))
  const flag = image.map(({ before, after }) => ({
    before: `--init-image=${before}`,
    after: `--init-image=${after}`,
  }))
  const variable = image.map(twin => mapOf({ name: same('RELATED_IMAGE_A'), value: twin }))
  const container = fastCheck
    .record({
      name: word.map(same),
      image: fastCheck.option(image, { nil: undefined }),
      args: fastCheck.option(fastCheck.array(flag.filter(isSpelledOut), { maxLength: 2 }).map(listOf), {
        nil: undefined,
      }),
      env: fastCheck.option(fastCheck.array(variable, { maxLength: 2 }).map(listOf), { nil: undefined }),
      workingDir: text.map(same),
    })
    .map(mapOf)
  const containers = fastCheck.array(container, { minLength: 1, maxLength: 3 }).map(listOf)
  const pod = fastCheck
    .record({
      containers,
      initContainers: fastCheck.option(containers, { nil: undefined }),
      nodeSelector: labels,
      imagePullSecrets: fastCheck
        .option(fastCheck.array(word, { maxLength: 2 }), { nil: undefined })
        .map(secretsOf),
    })
    .map(mapOf)

  /** The list as it was, if it was there, and with the secret after its names. */
  function secretsOf(names: readonly string[] | undefined): Twin {
    const items = (all: readonly string[]) => all.map(name => ({ name }))
    return { before: names === undefined ? absent : items(names), after: items([...(names ?? []), secret]) }
  }

  const kinds = fastCheck.oneof(
    fastCheck.tuple(metadata(word), pod).map(([meta, spec]) => object('v1', 'Pod', { metadata: meta, spec })),
    fastCheck
      .tuple(fastCheck.constantFrom('Deployment', 'StatefulSet', 'DaemonSet'), metadata(word), pod)
      .map(([kind, meta, spec]) =>
        object('apps/v1', kind, { metadata: meta, spec: mapOf({ template: mapOf({ spec }) }) }),
      ),
    fastCheck
      .tuple(metadata(word.map(name => `account-${name}`)), fastCheck.array(word, { maxLength: 2 }))
      .map(([meta, names]) =>
        object('v1', 'ServiceAccount', { metadata: meta, imagePullSecrets: secretsOf(names) }),
      ),
    fastCheck.tuple(metadata(word), image).map(([meta, twin]) =>
      object('reaper.cassandra-reaper.io/v1alpha1', 'Reaper', {
        metadata: meta,
        spec: mapOf({ image: twin }),
      }),
    ),
    fastCheck
      .tuple(metadata(word), labels)
      .map(([meta, data]) => object('v1', 'ConfigMap', { metadata: meta, data })),
  )
  return kinds.map(withoutAbsent)
}

/** Stands for a key that is not written; see `withoutAbsent`. */
const absent = '(absent)'

function withoutAbsent({ before, after }: Twin): Twin {
  return {
    before: JSON.parse(JSON.stringify(before), (_, value: unknown) =>
      value === absent ? undefined : value,
    ) as Twin['before'],
    after,
  }
}

function object(apiVersion: string, kind: string, fields: { readonly [key: string]: Twin }): Twin {
  return mapOf({ apiVersion: same(apiVersion), kind: same(kind), ...fields })
}

/** In an argument, a bare word is not an image. */
function isSpelledOut({ before }: { readonly before: string }): boolean {
  return /[/:@]/.test(before.slice('--init-image='.length))
}
