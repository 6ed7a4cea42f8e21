import { expect, test } from '@jest/globals'

import { openByteCollector } from '../../src/cli/io/input/held-bytes.ts'
import { readAll } from '../../src/cli/io/stream.ts'

async function* endless() {
  for (;;) yield await Promise.resolve(Buffer.alloc(100, 'a'))
}

test('an input without end is read no further than a text can be long', async () => {
  const held = await readAll(endless(), 1000)
  expect(held).toMatchObject({ length: 1100 })
})

test('an input that begins with bytes of no text is read no further', async () => {
  async function* zeros() {
    for (;;) yield await Promise.resolve(Buffer.alloc(100))
  }
  expect(await readAll(zeros(), 1000)).toEqual({ unreadable: Buffer.alloc(100) })
})

test('an input without end and without a separator is refused at a length that is said', () => {
  const holder = openByteCollector(10, 1000)
  let chunks = 1
  while (holder.add(Buffer.alloc(100, 'a'))) chunks++
  expect(chunks).toBe(11)
  expect(holder.close()).toEqual({ longest: 1000 })
})
