import { expect, test } from '@jest/globals'
import { applyEdits } from '../../src/edit/edit.ts'
import { Field } from '../../src/yaml/field.ts'
import { read } from '../../src/yaml/reader.ts'
import { streamText } from '../../src/yaml/text.ts'

const source = `spec:
  base: &base {image: busybox}
  list:
    - name: "a"
    - {<<: *base, name: b}
  a/b: 1
  copy: *base
  nothing:
`
const root = rootOf(source)

test('a field knows its path and what it says', () => {
  const name = root.get('spec')?.get('list')?.items[0]?.get('name')
  expect(name?.path).toBe('spec/list[0]/name')
  expect(name?.text).toBe('a')
  expect(name?.start).toBe(source.indexOf('"a"'))
  expect(root.get('spec')?.get('a/b')?.path).toBe('spec/a\\/b')
})

test('merges and aliases are followed', () => {
  expect(root.get('spec')?.get('list')?.items[1]?.get('image')?.text).toBe('busybox')
  expect(root.get('spec')?.get('copy')?.get('image')?.text).toBe('busybox')
})

test('what is not there is undefined, and has nothing below it', () => {
  expect(root.get('status')).toBeUndefined()
  expect(root.get('spec')?.get('nothing')?.text).toBeUndefined()
  expect(root.get('spec')?.get('a/b')?.get('x')).toBeUndefined()
  expect(root.get('spec')?.items).toEqual([])
})

test('entries are the pairs as written', () => {
  expect(root.get('spec')?.entries.map(([key]) => key)).toEqual(['base', 'list', 'a/b', 'copy', 'nothing'])
})

test('keys are those that are written, and a text can be read without a handle', () => {
  const list = root.get('spec')?.get('list')
  expect(list?.items[1]?.keys).toEqual(['<<', 'name'])
  expect(list?.items[1]?.textAt('image')).toBe('busybox')
  expect(list?.textAt('image')).toBeUndefined()
  expect(root.get('spec')?.textAt('nothing')).toBeUndefined()
})

test('an alias is distinguished from its node', () => {
  const copy = root.get('spec')?.get('copy')
  expect([copy?.alias?.name, copy?.mapping?.type, copy?.scalar]).toEqual(['base', 'mapping', undefined])
  expect(root.get('spec')?.get('base')?.alias).toBeUndefined()
})

test('a scalar that says nothing is null, and nothing else is', () => {
  const spec = root.get('spec')
  expect(['nothing', 'a/b', 'list'].map(key => spec?.get(key)?.isNull)).toEqual([true, false, false])
})

test('a replacement keeps the style of the scalar', () => {
  const name = root.get('spec')?.get('list')?.items[0]?.get('name')
  const edit = name?.replace('x: y')
  expect(edit === undefined ? '' : applyEdits(source, [edit])).toContain('- name: "x: y"\n')
})

function rootOf(text: string): Field {
  const reading = read(text)
  if ('fault' in reading) throw new Error(reading.fault.message)
  const [node] = reading.roots
  if (node === undefined) throw new Error('no document')
  return Field.of(streamText(text), node)
}
