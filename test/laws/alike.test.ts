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

const common = mergeConfigs({ registry: 'registry.internal:5000/m', imagePullSecrets: ['key'] })
const folders = fastGlob.sync('testdata/relocate/**/input.yaml').map(dirname).sort()
const documents = fastGlob
  .sync(['testdata/relocate/**/input.yaml', 'testdata/streams/*.yaml'])
  .sort()
  .flatMap(path => documentsOf(readFileSync(path, 'utf8')))
  .filter(text => text.length < 10_000)

describe('documents that are written alike but for a name come out as if each were read by itself', () => {
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
        fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...names)), { minLength: 3, maxLength: 12 }),
        fc.constantFrom(common, { ...common, unmapped: 'keep' as const }),
        (texts, order, config) => {
          expectSame(
            order.map(([index, name]) => called(name, texts[index % texts.length] ?? '')),
            config,
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  test('of which most are not read', () => {
    const pod = (name: string): string =>
      `\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n  - name: ${name}\n    image: nginx:1\n`
    const { changes } = relocate(['a', 'bc', 'def'].map(name => `---${pod(name)}`).join(''), common)
    expect(changes.map(({ container, object, place }) => [container, object.name, place.line])).toEqual([
      ['a', 'a', 8],
      ['bc', 'bc', 16],
      ['def', 'def', 24],
    ])
  })
})

/** A comment behind the separator makes documents unlike, and changes nothing else. */
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

function configOf(folder: string): Config | undefined {
  const path = join(folder, 'config.yaml')
  if (!existsSync(path)) return undefined
  const { config, problems } = parseConfig(readFileSync(path, 'utf8'), 'config.yaml')
  return problems.length > 0 ? undefined : mergeConfigs(config)
}
