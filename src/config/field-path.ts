/**
 * Why a text cannot be the path of a field spec, or undefined when it can. A path that leads nowhere would leave images
 * behind without a word, so what cannot lead anywhere is refused.
 */
export function faultOfFieldPath(path: string): string | undefined {
  if (path.startsWith('/') || path.endsWith('/') || path.includes('//')) return 'has an empty part'
  const withoutLists = path.replaceAll('[]', '')
  if (/[[\]]/.test(withoutLists)) return 'has brackets that are not "[]"'
  if (/\[\][^/[]/.test(path)) return 'has text after "[]" without "/"'
  return undefined
}

export const fieldPathRemedy = 'write it like spec/template/spec/containers[]/image'
