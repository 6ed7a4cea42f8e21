import { LineCounter, isAlias, isNode, parseAllDocuments, visit } from 'yaml'
import type { Document, Node, ParsedNode, YAMLError } from 'yaml'

import type { Problem } from '../problem.ts'
import { read } from '../yaml/reader.ts'

import { faultSentence } from './yaml-fault.ts'

/** Far beyond any mapping a person keeps, and far below what makes the YAML parser slow (it is not linear). */
const largestText = 250_000

/** Syntax errors come in cascades; after so many, the rest is counted. */
const mostSyntaxErrors = 50

/** A configuration text on its way to a value: its tree, and the problems found in it so far. */
export type Source = {
  /** The top node; undefined when there is none, or when the text is not well-formed YAML. */
  readonly root: ParsedNode | undefined
  /** Follows an alias to the node it stands for; any other node stands for itself. */
  readonly resolve: (node: unknown) => unknown
  /** Notes a problem at a node, or at the start of the text; `path` is the field. */
  readonly fail: (node: unknown, path: string, message: string, remedy: string) => void
  /** Everything noted, in the order of the text. */
  readonly problems: () => readonly Problem[]
}

/** Reads the YAML of a configuration text. Syntax errors, more than one document and unknown tags are problems. */
export function readSource(text: string, file: string | undefined): Source {
  const lines = new LineCounter()
  const noted: { readonly offset: number; readonly problem: Problem }[] = []
  const note = (offset: number, path: string, message: string, remedy: string) => {
    const { line, col } = lines.linePos(offset)
    const place = { file, line, column: col, ...(path === '' ? {} : { path }) }
    noted.push({ offset, problem: { code: 'CONFIG_INVALID', message, remedy, place } })
  }

  const fault = faultOf(text)
  if (fault !== undefined) {
    const { offset, message, remedy } = fault
    lines.lineStarts.push(0, ...[...text.slice(0, offset).matchAll(/\n/g)].map(match => match.index + 1))
    note(offset, '', message, remedy)
  }
  const documents = fault === undefined ? documentsOf(text, lines) : []
  const errors = documents.flatMap(document => [...document.errors, ...document.warnings])
  for (const error of errors.slice(0, mostSyntaxErrors))
    note(error.pos[0], '', sentenceOf(error), 'fix the YAML')
  const rest = errors[mostSyntaxErrors]
  if (rest !== undefined) {
    const count = errors.length - mostSyntaxErrors
    note(rest.pos[0], '', `${count} more YAML errors from here`, 'fix the first ones')
  }
  const [first, second] = documents
  if (second !== undefined) {
    note(startOf(second.contents), '', 'a second YAML document begins', 'keep one document to a file')
  }

  return {
    root: errors.length === 0 ? (first?.contents ?? undefined) : undefined,
    resolve: first === undefined ? node => node : aliasesOf(first),
    fail: (node, path, message, remedy) => note(startOf(node), path, message, remedy),
    problems: () => noted.toSorted((a, b) => a.offset - b.offset).map(({ problem }) => problem),
  }
}

function documentsOf(text: string, lineCounter: LineCounter): Document.Parsed[] {
  const options = { prettyErrors: false, uniqueKeys: false, merge: false, lineCounter } as const
  return [...parseAllDocuments(text, options)].filter(
    document => document.errors.length > 0 || startOf(document.contents) < endOf(document.contents),
  )
}

/** One pass for all aliases: asking each for its anchor would walk the document once for each. */
function aliasesOf(document: Document.Parsed): Source['resolve'] {
  const anchored = new Map<string, Node>()
  const targets = new Map<unknown, Node | undefined>()
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) targets.set(node, anchored.get(node.source))
      else if (node.anchor !== undefined) anchored.set(node.anchor, node)
    },
  })
  return node => (isAlias(node) ? (targets.get(node) ?? node) : node)
}

/** The library quotes the text in some of its messages. The code is as good, and shows no value of a file. */
function sentenceOf({ code }: YAMLError): string {
  return `not readable as YAML: ${code.toLowerCase().replaceAll('_', ' ')}`
}

/** No configuration is nested so deep; the library takes long for what is nested deeper. */
const deepest = 50

/**
 * Why the library need not read a text, or undefined: it is too long, it is not YAML, or it is nested too deeply. The
 * reader of manifests takes linear time. The library does not, above all if the text is not YAML.
 */
function faultOf(text: string): { offset: number; message: string; remedy: string } | undefined {
  if (text.length > largestText) {
    const message = `the text has ${text.length} characters, ${largestText} are allowed`
    return { offset: 0, message, remedy: 'split it into several files' }
  }
  const reading = read(text)
  if ('fault' in reading) {
    const { offset } = reading.fault
    return { offset, message: faultSentence(reading.fault), remedy: 'fix the YAML' }
  }
  const stack = reading.roots.map(node => ({ node, depth: 0 }))
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next
    if (depth > deepest) {
      const message = `nested deeper than ${deepest} levels`
      return { offset: node.start, message, remedy: 'no field of a configuration is so deep' }
    }
    const children =
      node.type === 'sequence'
        ? node.items
        : node.type === 'mapping'
          ? node.pairs.flatMap(pair => [pair.key, pair.value])
          : []
    for (const child of children) stack.push({ node: child, depth: depth + 1 })
  }
  return undefined
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}

function endOf(node: unknown): number {
  return isNode(node) ? (node.range?.[1] ?? 0) : 0
}
