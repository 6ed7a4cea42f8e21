import { afterAll, describe, expect, test } from '@jest/globals'

import { configHead, directoryWith, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const head = 'apiVersion: example.com/v1\nkind: Shop\nmetadata: {name: a}\nspec:\n'
const target = 'registry.internal/m'
const possible = {
  object: `${head}  base: nginx:1.25
  env:
  - {name: BASE, value: nginx:1.26}
  text: |
    base=nginx:1.27
  listed:
  - {base: nginx:1.28}
`,
  moved: [25, 26, 27, 28].map(minor => `${target}/library/nginx:1.${minor}`),
}
const apart = {
  object: `${head}  joined:\n    IMAGE_REGISTRY: quay.io\n    WEB_IMAGE: acme/web:1\n`,
  moved: [`IMAGE_REGISTRY: ${target}\n`],
}
const command = `$RELOCATE --strict ${registry}`

/** The lists that hold an object, by what they are. */
function listsOf(object: string): Readonly<Record<string, string>> {
  const item = `- ${object.trimEnd().replaceAll('\n', '\n  ')}\n`
  return {
    List: `apiVersion: v1\nkind: List\nitems:\n${item}`,
    ShopList: `apiVersion: example.com/v1\nkind: ShopList\nitems:\n${item}`,
    'List in a List': `kind: List\nitems:\n- kind: List\n  items:\n  ${item.trimEnd().replaceAll('\n', '\n  ')}\n`,
    'list without a kind': item,
  }
}

/** The rows that messages offer for what may be an image, or may be joined with a registry. */
function rowsIn(stderr: string): readonly string[] {
  return [...stderr.matchAll(/add this row under fieldSpecs: (- \{.*?\})(?=; if )/g)].map(
    ([, row = '']) => row,
  )
}

describe.each(Object.entries({ possible, apart }))(
  'the rows offered for an image that is %s',
  (_, { object, moved }) => {
    test.each(Object.entries(listsOf(object)))(
      'are in a %s those of the object by itself, and move it',
      async (_kind, list) => {
        const cwd = directoryWith({ object, list })
        const alone = rowsIn((await shell(`${command} < object`, cwd)).stderr)
        const { code, stderr } = await shell(`${command} < list`, cwd)
        expect([code, rowsIn(stderr)]).toEqual([3, alone])
        expect(alone).toHaveLength(moved.length)

        const config = directoryWith({ list, config: `${configHead}fieldSpecs:\n${alone.join('\n')}\n` })
        const result = await shell(`${command} --config config < list`, config)
        for (const text of moved) expect(result.stdout).toContain(text)
        expect(result.code).toBe(0)
      },
    )
  },
)
