import { describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'
import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Config } from '../../src/config/config.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { splitStream } from '../../src/manifest/stream.ts'
import { isFatal } from '../../src/problem.ts'
import { relocate } from '../../src/relocate.ts'
import { documentForms } from './document-forms.ts'

/** Names of which some say something by themselves. */
const names = [
  'web-1',
  'web-2',
  'db',
  'web-10',
  'image',
  'nginx',
  'repository',
  'registry',
  'hub',
  'img',
  'true',
  'default',
  'v1',
  'localhost',
  'secret',
  'container-images',
  'config-reloader',
]

/** Images of which some are more than that, or less. */
const images = [
  'nginx:1.27',
  'quay.io/team/tool:2.0',
  'ghcr.io/team/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  'registry.internal:5000/m/library/nginx:1.28',
  'docker.io/k8ssandra/cass-operator:v1.22.4',
  'team/Tool:1',
  'quay.io/kept/tool:1',
  'library/nginx:1.29',
  'a:b:c',
]

const common = mergeConfigs({ registry: 'registry.internal:5000/m', imagePullSecrets: ['key'] })
const folders = fastGlob.sync('testdata/relocate/**/input.yaml').map(dirname).sort()
const documents = fastGlob
  .sync(['testdata/relocate/**/input.yaml', 'testdata/streams/*.yaml'])
  .sort()
  .flatMap(path => documentsOf(readFileSync(path, 'utf8')))
  .filter(text => text.length < 10_000)

describe('documents that are written alike but for some words come out as if each were read by itself', () => {
  test.each(folders)('%s, under many names', folder => {
    const config = configOf(folder)
    const texts = documentsOf(readFileSync(join(folder, 'input.yaml'), 'utf8'))
    if (config !== undefined)
      expectSame(
        ['web-1', 'db', 'image', 'web-10', 'default'].flatMap(name => texts.map(text => called(name, text))),
        config,
      )
  })

  test('any documents in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...documents), { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...names)), { minLength: 4, maxLength: 14 }),
        fc.array(fc.tuple(fc.constantFrom(...images), fc.nat(12_000)), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(common, { ...common, exclude: ['quay.io/kept/**'] }),
        (texts, order, values, config) => {
          const all = order.map(([index, name], at) => {
            const [image, number] = values[at % values.length] ?? ['', 0]
            return holding(image, number, called(name, texts[index % texts.length] ?? ''))
          })
          expectSame(all, config)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('any documents with other numbers behind their words, in quotes, in braces, and as JSON', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...documents), { minLength: 1, maxLength: 3 }),
        fc.array(fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 10 }),
        fc.array(fc.constantFrom(...images), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...documentForms),
        fc.constantFrom(common, { ...common, exclude: ['quay.io/kept/**'] }),
        (texts, order, values, [, form], config) => {
          const all = order.map((numbers, at) => {
            const text = texts[at % texts.length] ?? ''
            return form(numberedBy(numbers, holding(values[at % values.length] ?? '', 1, text)))
          })
          expectSame(all, config)
        },
      ),
      { numRuns: 400 },
    )
  })
})

/** A comment after the separator makes documents unlike, and changes nothing else. */
function expectSame(texts: readonly string[], config: Config): void {
  const alike = texts.map(text => `---${text}`).join('')
  const unlike = texts.map((text, index) => `--- #@${index}@${text}`).join('')
  expect(told(unlike, config)).toEqual(told(alike, config))
}

function told(stream: string, config: Config): unknown {
  const result = relocate(stream, config)
  const { changes, unchanged, secrets, pods, aliases, fields, operatorImages, problems, summary } = result
  const lines = problems.some(isFatal) ? [] : Array.from(result.lines.values())
  const all = {
    ...{ changes, unchanged, secrets, pods, aliases, fields, operatorImages, problems, summary },
    output: result.output,
    lines,
  }
  return JSON.parse(JSON.stringify(all).replace(/ #@\d+@/g, '')) as unknown
}

/** Those that any separator may stand in front of. */
function documentsOf(stream: string): readonly string[] {
  return splitStream(stream).flatMap(({ start, end, fault }) => {
    const text = stream.slice(start, end)
    const own = text.startsWith('\n') ? text : `\n${text}`
    return fault !== undefined || /^\s*[#%\ufeff]/.test(text) ? [] : own.endsWith('\n') ? own : `${own}\n`
  })
}

function called(name: string, text: string): string {
  const old = /^metadata:\n(?: .*\n)*? {2}name: (\S+)$/m.exec(text)?.[1]
  return old === undefined ? text : text.replaceAll(`: ${old}\n`, `: ${name}\n`)
}

function holding(image: string, number: number, text: string): string {
  const named = text.replaceAll(/ image: [a-z]\S*[/:]\S*$/gm, ` image: ${image}`)
  return named.replaceAll(/: [0-9]+$/gm, `: ${number}`).replaceAll(/: "[0-9]+"$/gm, `: "${number}"`)
}

/** With one of the numbers behind every word that is a whole value, and behind those that end with a number. */
function numberedBy(numbers: readonly number[], text: string): string {
  let at = 0
  const next = (): number => numbers[at++ % numbers.length] ?? 0
  return text.replaceAll(/(?<=^[ -]*[\w./-]+: )([a-z][a-z-]*)[0-9]*$/gm, (whole: string, word: string) =>
    /^(?:true|false|null|[a-z])$/.test(word) ? whole : `${word}${next()}`,
  )
}

function configOf(folder: string): Config | undefined {
  const path = join(folder, 'config.yaml')
  if (!existsSync(path)) return undefined
  const { config, problems } = parseConfig(readFileSync(path, 'utf8'), 'config.yaml')
  return problems.length > 0 ? undefined : mergeConfigs(config)
}
