import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { Field } from '../../../yaml/field.ts'
import { read } from '../../../yaml/reader.ts'
import { streamText } from '../../../yaml/text.ts'

/** A plugin as its `plugin.yaml` describes it. */
export type Plugin = {
  readonly folder: string
  readonly name: string
  readonly version: string
  /** Only in manifests for Helm 4: `postrenderer/v1`. */
  readonly type: string | undefined
  /** Only in manifests for Helm 4, and what makes Helm 3 stop: it knows no such field. */
  readonly apiVersion: string | undefined
}

/** Every plugin in a folder of Helm's, one folder each. A folder that is not there has none. */
export function pluginsIn(folder: string): readonly Plugin[] {
  return namesIn(folder).flatMap(name => pluginAt(join(folder, name)) ?? [])
}

export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}

function pluginAt(folder: string): Plugin | undefined {
  let text: string
  try {
    text = readFileSync(join(folder, 'plugin.yaml'), 'utf8')
  } catch {
    return undefined
  }
  const reading = read(text)
  const node = 'roots' in reading ? reading.roots[0] : undefined
  if (node?.type !== 'mapping') return undefined
  const root = Field.of(streamText(text), node)
  return {
    folder,
    name: root.textAt('name') ?? '',
    version: root.textAt('version') ?? '',
    type: root.textAt('type'),
    apiVersion: root.textAt('apiVersion'),
  }
}
