import { join } from 'node:path'
import { isProgram } from './helm.ts'
import { type Plugin, namesIn } from './plugin-folder.ts'

/** Whether a plugin's own folder holds our executable. */
export function hasExecutable({ folder }: Plugin): boolean {
  return ['k8ssandra-relocate', 'k8ssandra-relocate.exe', 'bin/k8ssandra-relocate']
    .map(name => join(folder, name))
    .concat(programsIn(join(folder, 'bin')), programsIn(folder))
    .some(isProgram)
}

function programsIn(folder: string): readonly string[] {
  return namesIn(folder)
    .filter(name => name.startsWith('k8ssandra-relocate-'))
    .map(name => join(folder, name))
}
