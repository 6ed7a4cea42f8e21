/**
 * Kinds of one value each, which the name of the object names.
 * Sources: https://longhorn.io/docs/latest/references/settings/, https://docs.harvesterhci.io/latest/advanced/index/,
 * https://github.com/rancher/rancher/blob/main/pkg/apis/management.cattle.io/v3/types.go.
 */
const settingGroups: ReadonlySet<string> = new Set(['longhorn.io', 'harvesterhci.io', 'management.cattle.io'])

/** Whether the name of an object names its value: a setting. */
export function isSetting(group: string, kind: string): boolean {
  return kind === 'Setting' && settingGroups.has(group)
}
