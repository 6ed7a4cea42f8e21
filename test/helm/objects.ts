import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { helmBinary, pinnedHelm } from './binaries.ts'
import { runProgram } from './helm.ts'

export type KubernetesObject = {
  readonly kind: string
  /** A List has none. */
  readonly metadata?: { readonly name: string; readonly annotations?: Record<string, string> }
  readonly [key: string]: unknown
}

/** Whether Helm runs an object as a hook. */
export function isHook(object: KubernetesObject): boolean {
  return object.metadata?.annotations?.['helm.sh/hook'] !== undefined
}

/** What an object is called: `Kind/name`. */
export function identity(object: KubernetesObject): string {
  return `${object.kind}/${object.metadata?.name ?? ''}`
}

/**
 * The objects of a stream in their order, as Go's YAML reads them and Kubernetes would: Helm's own `fromYaml` does it.
 * A parser of JavaScript cannot judge here, it refuses some of what the chart does.
 */
export async function readObjects(stream: string): Promise<KubernetesObject[]> {
  const folder = mkdtempSync(join(tmpdir(), 'read-objects-'))
  try {
    mkdirSync(join(folder, 'templates'))
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: reader\nversion: 0.1.0\n')
    writeFileSync(join(folder, 'stream.yaml'), `\n${stream}`)
    writeFileSync(join(folder, 'templates', 'objects.yaml'), reader)
    const binary = await helmBinary(pinnedHelm[3])
    const { status, stdout, stderr } = await runProgram(binary, ['template', 'reader', folder], {
      HOME: folder,
    })
    if (status !== 0) throw new Error(`Helm cannot read the stream: ${stderr}`)
    const lines = stdout.split('\n').filter(line => line.startsWith('- {'))
    return lines.map(line => readObject(line.slice(2))).filter(object => Object.keys(object).length > 0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readObject(json: string): KubernetesObject {
  const object = JSON.parse(json) as KubernetesObject & { readonly Error?: string }
  if (object.Error !== undefined) throw new Error(`Go's YAML refuses a document: ${object.Error}`)
  return object
}

const reader = `kind: Objects
items:
{{- range $document := regexSplit "\\n---[ \\t]*(\\n|$)" (.Files.Get "stream.yaml") -1 }}
- {{ fromYaml $document | toJson }}
{{- end }}
`
