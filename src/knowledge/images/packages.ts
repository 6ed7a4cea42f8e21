/**
 * Fields that name a package in a registry. Without a host, the release of their controller decides which registry it is.
 * Source: https://docs.crossplane.io/latest/packages/providers/.
 */
const packages: readonly { readonly group: string; readonly key: string }[] = [
  { group: 'pkg.crossplane.io', key: 'package' },
]

/** Whether a key names a package in the kinds of a group. */
export function isPackageKey(group: string, key: string): boolean {
  return packages.some(row => row.key === key && row.group === group)
}

/** Whether a document may name such a package, from its text alone. */
export function mayHoldPackage(content: string): boolean {
  return packages.some(({ group, key }) => content.includes(group) && content.includes(key))
}
