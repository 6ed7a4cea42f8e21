import { readFileSync } from 'node:fs'
import fastGlob from 'fast-glob'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { layouts } from '../../src/rules/layout.ts'
import { isFatal, type Problem } from '../../src/problem.ts'

/** A stream to hold the laws against. */
export type Input = { readonly name: string; readonly text: string }

/** Every stream in the repository: what the golden folders start from, and the whole releases. */
export const inputs: readonly Input[] = fastGlob
  .sync(['testdata/relocate/**/input.yaml', 'testdata/streams/*.yaml'])
  .sort()
  .map(name => ({ name, text: readFileSync(name, 'utf8') }))

export const registry = 'target.example:5000/mirror'
export const secret = 'laws-pull-secret'

/** One way to ask for a relocation. */
export type Asked = { readonly how: string; readonly config: Config }

/** Streams with images in texts are there for the bytes around them. */
export const accept: Config['accept'] = [{ code: 'IMAGE_LEAK', reason: 'known in this test' }]

/** The layouts, each with and without a pull secret. */
export const asked: readonly Asked[] = layouts.flatMap(layout => [
  { how: layout, config: { ...emptyConfig, registry, layout, accept } },
  {
    how: `${layout} with secret`,
    config: { ...emptyConfig, registry, layout, accept, imagePullSecrets: [secret] },
  },
])

/** Whether a run failed: any problem that is more than a warning. */
export function hasFailed({ problems }: { readonly problems: readonly Problem[] }): boolean {
  return problems.some(isFatal)
}
