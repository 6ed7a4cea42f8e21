import type { FieldSpec } from './fieldspec.ts'

/** Lists of pull secrets in resources whose operators hand them on; made only where an image is pulled with them. */
export function lists(
  group: string,
  kinds: readonly string[],
  paths: readonly string[],
  more: Partial<FieldSpec> = {},
) {
  return kinds.flatMap(kind =>
    paths.map((path): FieldSpec => ({
      group,
      kind,
      path,
      shape: 'pull-secrets',
      onlyWithImage: true,
      ...more,
    })),
  )
}
