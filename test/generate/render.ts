import type { Value } from './value.ts'

/** Choices for everything that has more than one way to be written; used one after the other, again and again. */
export type Choices = readonly number[]

/** A value as YAML, in ways that the choices pick: block or flow, quotes, indentation, comments, blank lines. */
export function render(value: Value, choices: Choices): string {
  let next = 0
  const choose = (count: number): number => (choices[next++ % choices.length] ?? 0) % count
  return `${choose(8) === 0 ? flow(value, choose(2) === 0) : block(value, 0)}\n`

  function block(node: Value, column: number): string {
    if (typeof node === 'string') return scalar(node, column)
    const margin = '\n' + ' '.repeat(column)
    if (isList(node))
      return node.map(item => `-${' '.repeat(1 + choose(2))}`.concat(inItem(item, column))).join(margin)
    return Object.entries(node)
      .map(
        ([key, item]) =>
          `${aside(column)}${keyText(key)}${' '.repeat(choose(8) === 0 ? 1 : 0)}:${below(item, column)}`,
      )
      .join(margin)
  }

  /** An item starts right after its dash; its other lines are below it, two columns in. */
  function inItem(item: Value, column: number): string {
    if (typeof item === 'string' || isEmpty(item) || isList(item) || choose(4) === 0) {
      return typeof item === 'string' ? scalar(item, column) : flow(item, false)
    }
    return `\n${' '.repeat(column + 2)}${block(item, column + 2)}`
  }

  function below(item: Value, column: number): string {
    if (typeof item === 'string') return ` ${' '.repeat(choose(3))}${scalar(item, column)}`
    if (isEmpty(item) || choose(6) === 0) return ` ${flow(item, choose(2) === 0)}${comment()}`
    const deeper = column + (isList(item) ? choose(2) * 2 : 1 + choose(4))
    return `${comment()}\n${' '.repeat(deeper)}${block(item, deeper)}`
  }

  function scalar(text: string, column: number): string {
    const style = choose(5)
    if (style === 0 && /^[^\s].*[^\s]$/.test(text)) return `|-\n${' '.repeat(column + 1 + choose(3))}${text}`
    if (style === 1 && /^[!-~]+$/.test(text)) return `>-\n${' '.repeat(column + 1)}${text}`
    return `${inline(text, style)}${comment()}`
  }

  function inline(text: string, style: number): string {
    if (style === 2 && /^[ -~]*$/.test(text)) return `'${text.replaceAll("'", "''")}'`
    if (
      style >= 3 &&
      /^[a-z][a-z0-9./@-]*(?::\w[\w.@:]*)?$/.test(text) &&
      !/^(?:no?|on|off|y|yes|true|false|null)$/.test(text)
    )
      return text
    return JSON.stringify(text)
  }

  function flow(node: Value, isJson: boolean): string {
    if (typeof node === 'string') return isJson ? JSON.stringify(node) : inline(node, choose(5))
    const gap = choose(3) === 0 ? ' ' : ''
    if (isList(node)) return `[${gap}${node.map(item => flow(item, isJson)).join(`,${gap}`)}${gap}]`
    const pairs = Object.entries(node).map(
      ([key, item]) => `${isJson ? JSON.stringify(key) : keyText(key)}: ${flow(item, isJson)}`,
    )
    return `{${gap}${pairs.join(', ')}${gap}}`
  }

  function keyText(key: string): string {
    const style = choose(8)
    return style === 0 ? `"${key}"` : style === 1 ? `'${key}'` : key
  }

  function comment(): string {
    return ['', '', '', '  ', ' # image: not/an:image', ' #'][choose(6)] ?? ''
  }

  /** Lines in front of a key that say nothing. */
  function aside(column: number): string {
    const margin = '\n' + ' '.repeat(column)
    return ['', '', '', `# a comment: here${margin}`, `#${margin}`][choose(5)] ?? ''
  }
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

function isEmpty(value: Value): boolean {
  return Object.keys(value).length === 0
}
