import type { Reference } from '../../../reference/reference.ts'
import { lastComponent } from '../operator.ts'
import { choosingPrograms, type ChoosingProgram } from './programs.ts'
import { choosingResources } from './resources.ts'
import type { ChoosingResource } from './row.ts'

export type { ChoosingProgram } from './programs.ts'
export type { ChoosingResource } from './row.ts'

const resourcesByKind = new Map<string, readonly ChoosingResource[]>()
for (const row of choosingResources)
  resourcesByKind.set(row.kind, [...(resourcesByKind.get(row.kind) ?? []), row])

const programs = new Map(choosingPrograms.map(row => [row.image, row]))
const settings = [...choosingResources, ...choosingPrograms].flatMap(row => row.settings)
const settingNames = new Set(settings.filter(name => !name.endsWith('*')).map(lastOf))
const settingStarts = settings.filter(name => name.endsWith('*')).map(name => name.slice(0, -1))
const operatorImages = new Set(choosingResources.flatMap(row => row.images))

/** The images that operators choose for a kind of resource where it does not name them; none for any other kind. */
export function choosingRowsOf(group: string, kind: string): readonly ChoosingResource[] {
  return resourcesByKind.get(kind)?.filter(row => row.group === group) ?? []
}

/** The program in a container that starts pods with an image of its own choice. */
export function choosingProgramOf({ repository }: Reference): ChoosingProgram | undefined {
  return programs.get(lastComponent(repository))
}

/** Whether an image holds a program that may have settings for what it chooses. */
export function isChoosing({ repository }: Reference): boolean {
  const name = lastComponent(repository)
  return programs.has(name) || operatorImages.has(name)
}

/** Whether a variable or a flag has this name of a row, or a key of a configuration this path. */
export function isSetting(row: { readonly settings: readonly string[] }, path: string): boolean {
  return row.settings.some(setting =>
    setting.endsWith('*')
      ? lastOf(path).startsWith(setting.slice(0, -1))
      : path === setting || path.endsWith(`/${setting}`),
  )
}

/** Whether a key may be a setting of any row. */
export function mayBeSetting(path: string): boolean {
  const name = lastOf(path)
  return settingNames.has(name) || settingStarts.some(start => name.startsWith(start))
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
