import fc from 'fast-check'

const oneOf = (characters: string) => fc.constantFrom(...characters)
const lower = oneOf('abcxyz0189')
const word = fc.string({ unit: lower, minLength: 1, maxLength: 6 })

const component = fc
  .tuple(word, fc.array(fc.tuple(fc.constantFrom('.', '_', '__', '-', '---'), word), { maxLength: 2 }))
  .map(([first, rest]) => first + rest.flat().join(''))

/** Registries of every kind, capitals and the names of Docker Hub included. */
export const registry = fc.oneof(
  fc.constantFrom(
    'docker.io',
    'index.docker.io',
    'registry-1.docker.io',
    'registry.hub.docker.com',
    'Docker.io',
  ),
  fc.constantFrom(
    'quay.io',
    'localhost',
    'localhost:5000',
    'registry.internal',
    'registry.internal:5000',
    'K8S',
  ),
  fc.constantFrom(
    '[::1]',
    '[::1]:5000',
    '[fe80::]',
    '[FE80::1]:80',
    '10.0.0.1:5000',
    'Registry.Internal',
    'a_5000.b',
    'a.b_5000',
    'a.b:5000',
  ),
)

/** Paths of one to four components. */
export const path = fc.array(component, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/'))

const tag = fc
  .tuple(oneOf('abzABZ09_'), fc.string({ unit: oneOf('abzABZ09_.-'), maxLength: 12 }))
  .map(([first, rest]) => first + rest)

const hexadecimal = (length: number) =>
  fc.string({ unit: oneOf('0123456789abcdef'), minLength: length, maxLength: length })

const digest = fc.oneof(
  hexadecimal(64).map(digits => `sha256:${digits}`),
  hexadecimal(128).map(digits => `sha512:${digits}`),
  hexadecimal(40).map(digits => `x.y+z:${digits}`),
)

const optional = (prefix: string, text: fc.Arbitrary<string>) =>
  fc.option(text, { nil: undefined }).map(value => (value === undefined ? '' : prefix + value))

/** `:tag`, `@digest`, both or nothing. */
export const version = fc.tuple(optional(':', tag), optional('@', digest)).map(parts => parts.join(''))

/** Texts that are image references. A path whose first component would be read as a host gets one in front. */
export const spelling = fc
  .tuple(fc.option(registry, { nil: undefined }), path, version)
  .map(([host, repository, rest]) => {
    const needed = /^[^/]*\.[^/]*\//.test(repository) ? 'quay.io' : undefined
    const name = host ?? needed
    return (name === undefined ? '' : `${name}/`) + repository + rest
  })
