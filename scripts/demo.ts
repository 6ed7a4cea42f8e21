/**
 * Relocates a whole K8ssandra 1.x release and shows what changed: `npm run demo`, or with another stream
 * `npm run demo -- my-rendered.yaml`.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from './root.ts'

const source = process.argv[2] ?? join(root, 'testdata/streams/k8ssandra-1.x.yaml')
const target = join(root, 'dist/demo/relocated.yaml')
const flags = ['--registry', 'registry.internal:5000/mirror', '--pull-secret', 'myregistrykey']

const coloured = process.stdout.isTTY && !process.env['NO_COLOR']
const paint = (code: number, text: string): string => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text)
const shown = (path: string): string => relative(process.cwd(), path)

console.log(paint(1, `$ ./k8ssandra-relocate ${flags.join(' ')} < ${shown(source)} > ${shown(target)}`))
relocate()
const changes = changedLines()
showChanges()
showResult()

function relocate(): void {
  mkdirSync(dirname(target), { recursive: true })
  const [input, output] = [openSync(source, 'r'), openSync(target, 'w')]
  const { status } = spawnSync(join(root, 'k8ssandra-relocate'), flags, { stdio: [input, output, 'inherit'] })
  closeSync(input)
  closeSync(output)
  if (status !== 0) process.exit(status ?? 1)
}

/** Every removed and added line with the object it is in, in the order of the stream. */
type ChangedLine = { readonly sign: '-' | '+'; readonly text: string; readonly object: string }

function changedLines(): readonly ChangedLine[] {
  const { stdout, error } = spawnSync('diff', ['--unified=0', source, target], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (error) throw error
  const objects = objectsByLine()
  const lines: ChangedLine[] = []
  let line = 0
  for (const text of stdout.split('\n').slice(2)) {
    const hunk = /^@@ -\S+ \+(\d+)/.exec(text)
    if (hunk) line = Number(hunk[1])
    else if (text.startsWith('-')) lines.push({ sign: '-', text: text.slice(1), object: objects[line] ?? '' })
    else if (text.startsWith('+'))
      lines.push({ sign: '+', text: text.slice(1), object: objects[line++] ?? '' })
  }
  return lines
}

/** The object at each line of the output, the first line being 1. */
function objectsByLine(): readonly string[] {
  const objects = ['']
  for (const document of readFileSync(target, 'utf8').split(/^(?=---\s*$)/m)) {
    const kind = /^kind: *["']?(\w+)/m.exec(document)?.[1] ?? ''
    const name = /^metadata:[^]*?^ +name: *["']?([^\s"']+)/m.exec(document)?.[1] ?? ''
    const length = document.split('\n').length - 1
    objects.push(...Array.from({ length }, () => `${kind}/${name}`))
  }
  return objects
}

function showChanges(): void {
  let last = ''
  for (const { sign, text, object } of changes) {
    if (object !== last) console.log(`\n${paint(36, object)}`)
    last = object
    console.log(sign === '-' ? paint(31, `-${text}`) : paint(32, `+${text}`))
  }
}
/** One line: what `verify` says of the result, and how much of the release is the same. */
function showResult(): void {
  const { status, stderr } = spawnSync(join(root, 'k8ssandra-relocate'), ['verify', ...flags, target], {
    encoding: 'utf8',
  })
  const proof = stderr.trim().split('\n').at(-1)?.replace('k8ssandra-relocate: ', '') ?? ''
  const removed = changes.filter(change => change.sign === '-').length
  const total = readFileSync(source, 'utf8').split('\n').length - 1
  const same = `${removed} of ${total} lines replaced, ${changes.length - 2 * removed} added, every other byte as it was`
  console.log(`\n${paint(status === 0 ? 32 : 31, `Verified: ${proof}; ${same}.`)}`)
  process.exitCode = status ?? 1
}
