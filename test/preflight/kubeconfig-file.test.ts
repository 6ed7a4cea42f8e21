import { afterAll, describe, expect, test } from '@jest/globals'
import { join } from 'node:path'

import { readKubeconfig } from '../../src/cluster/kubeconfig-file.ts'
import { makeHome } from './run.ts'

const home = makeHome()
afterAll(() => home.remove())

describe('a kubeconfig', () => {
  const missing = join(home.folder, 'missing')

  test('that is missing is an error where it was named, and none elsewhere', () => {
    expect(() => readKubeconfig(missing, true)).toThrow(`${missing}: no such file or directory`)
    expect(readKubeconfig(missing, false)).toEqual([])
  })

  test('that cannot be read is an error in any case', () => {
    for (const isRequired of [true, false])
      expect(() => readKubeconfig(home.folder, isRequired)).toThrow(`${home.folder}: it is a directory`)
  })

  test('that is empty is none', () => {
    for (const text of ['', '# nothing\n', '---\n', 'null\n'])
      expect(readKubeconfig(home.write('empty', text), true)).toEqual([])
  })

  test.each(['a text\n', '[a, list]\n', '7\n'])('of %j is an error', text => {
    const file = home.write('other', text)
    expect(() => readKubeconfig(file, false)).toThrow(`${file} is not a kubeconfig`)
  })

  test('is read with the folder that its paths begin in', () => {
    const file = home.write('config', 'kind: Config\nkind: Twice\n---\nkind: Other\n')
    expect(readKubeconfig(file, false)).toEqual([{ kind: 'Twice', folder: home.folder }])
  })
})
