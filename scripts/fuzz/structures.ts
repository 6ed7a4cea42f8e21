import type { Chance } from './mutations.ts'

/** A change that knows how YAML is written: the same value in another way, or a thing where readers and writers fail. */
type Structure = (text: string, chance: Chance) => string

/** `key: value` on a line of its own, perhaps after the dash of a list. */
const pair = /^( *(?:- )*)([\w./-]+):[ \t]+([^\s#&*!|>{["'][^\n]*)$/

const shapes = [
  '[]',
  '[{name: a}]',
  '[a]',
  '[name: a]',
  '[? name : a]',
  '[name: ]',
  '["a", {name: b},]',
  '[\n  {name: a} # b\n  ]',
  '[ # none\n  ]',
  '',
  '# none',
  'null',
  '!!null ~',
  '&n []',
  '\n- name: a',
  '\n  - a\n    b',
  '\n  -\n  - name: |-\n      a',
  '\n  - !!binary YQ==',
  '\n  - ? name\n    : a',
  '*n',
]

const behindDashes = [
  '#',
  '#a',
  ' # a',
  ' \t',
  '\t#',
  '\u00a0',
  ' a: b',
  ' {a: b}',
  ' |\n  a',
  '\r',
  '\n\ufeff',
  '\n%YAML 1.1\n---',
  '\n...',
]

const structures: readonly Structure[] = [
  // A tab where indentation or an indicator is.
  (text, { below, oneOf }) =>
    replaceAt(text, /[\]},:?-]|^ +/gm, below, found => oneOf(['\t', ' \t', '\n\t', '\t ']) + found),
  (text, { below, oneOf }) =>
    replaceAt(text, /\n +/g, below, found => found.replace(/ +$/, oneOf(['\t', ' \t', '\t ']))),
  // A tag or an anchor in front of a key, and in front of a value.
  (text, { below, oneOf }) =>
    replaceAt(text, /^ *(?:- )*(?=[\w"'][^\n:]*:)/gm, below, found => found + oneOf(properties)),
  (text, { below, oneOf }) => replaceAt(text, /: (?=[^\s&*!])/g, below, found => found + oneOf(properties)),
  (text, { below }) =>
    replaceAt(text, /: (?=[^\s&*!|>][^\n]*$)/gm, below, found => `${found}&shared `).concat(
      '\nx-shared: [*shared, {*shared : *shared}]\n',
    ),
  // An alias of what may change, in front of other uses.
  (text, { below }) =>
    changedLines(text, below, (_, [, lead = '', key = '', value = '']) => [
      `${lead}${key}: &v ${value}`,
      `${blanksFor(lead)}x-same: *v`,
    ]),
  // The same value in another style.
  (text, { below, oneOf }) =>
    changedLines(text, below, (_, [, lead = '', key = '', value = '']) => {
      const indent = blanksFor(lead)
      const style = oneOf(['|-', '>-', '|', '|2-', '>1-', '|+', '>+', '|9', '!!str |-', '&b >-', '|- # a'])
      return [`${lead}${key}: ${style}`, `${indent}  ${value}`]
    }),
  (text, { below, oneOf }) =>
    changedLines(text, below, (_, [, lead = '', key = '', value = '']) => [
      `${lead}${key}: ${oneOf([`"${value}"`, `'${value}'`, `"${value}\\\n  "`, `!!str "${value}"`, `\n${blanksFor(lead)}  ${value}`, `# a\n${blanksFor(lead)} ${value}`])}`,
    ]),
  // A key that is explicit, escaped, in base64, or written twice.
  (text, { below, oneOf }) =>
    changedLines(text, below, (line, [, lead = '', key = '', value = '']) => {
      const indent = blanksFor(lead)
      switch (oneOf(['explicit', 'block', 'escaped', 'binary', 'twice', 'quoted'])) {
        case 'explicit':
          return [`${lead}? ${key}`, `${indent}: ${value}`]
        case 'block':
          return [`${lead}? |-`, `${indent}  ${key}`, `${indent}: ${value}`]
        case 'escaped':
          return [`${lead}"\\x${key.charCodeAt(0).toString(16)}${key.slice(1)}": ${value}`]
        case 'binary':
          return [`${lead}!!binary ${btoa(key)}: ${value}`]
        case 'quoted':
          return [`${lead}'${key}' : ${value}`]
        default:
          return [line, `${indent}"${key}": ${value}`]
      }
    }),
  (text, { below, oneOf }) =>
    replaceAt(text, /^kind: .*\n/gm, below, found =>
      oneOf([
        `${found}kind: CustomResourceDefinition\n`,
        `kind: Pod\n${found}`,
        `"kind": Pod\n${found}`,
        `? kind\n: Pod\n${found}`,
      ]),
    ),
  // Merges: of several, of a list, in front of keys and after them.
  (text, { below, oneOf }) =>
    changedLines(text, below, (line, [, lead = '']) => {
      const merge = oneOf([
        '<<: *m',
        '<<: [*m, *l]',
        '<<: [*l, *m]',
        '<<: *m\n<<: *l',
        '!!merge <<: *m',
        '"<<": *m',
        '<<: {image: quay.io/a/b:3}',
        '<<: []',
      ])
      return [line, ...merge.split('\n').map(one => blanksFor(lead) + one)]
    }).replace(
      /^/,
      oneOf([
        'x-m: &m {image: quay.io/a/b:2}\nx-l: &l {imagePullSecrets: [{name: a}], registry: quay.io}\n',
        '',
      ]),
    ),
  // A list of pull secrets beside containers, in every shape.
  (text, { below, oneOf }) =>
    replaceAt(text, /^( *)(?=(?:containers|metadata|spec):)/gm, below, indent => {
      const list = `imagePullSecrets: ${oneOf(shapes)}`.replaceAll('\n', `\n${indent}`)
      return `${indent}${list}\n${indent}`
    }),
  // What is at the line of a separator, and in front of a document.
  (text, { below, oneOf }) => replaceAt(text, /^---$/gm, below, found => found + oneOf(behindDashes)),
  (text, { below, oneOf }) =>
    replaceAt(
      text,
      /\n---\n|$/g,
      below,
      found => `${found}${oneOf(['\ufeff', '%YAML 1.1\n---\n', '# a\n', '...\n', '\n\ufeff\n', ' \n'])}`,
    ),
  // The document again, with another name.
  (text, { oneOf }) =>
    `${text}\n---\n${text}\n---\n${text.replace(/name: \w+/, `name: ${oneOf(['b', 'image', '1', 'nginx', 'yes'])}`)}`,
]

const properties = [
  '!!str ',
  '!!int ',
  '!!binary ',
  '!x ',
  '! ',
  '&a ',
  '&a !!str ',
  '!!str &a ',
  '!!map ',
  '!!seq ',
  '!!null ',
  '&a\n',
  '!!str\n',
]

/** The text with one structure of it changed. */
export function restructure(text: string, chance: Chance): string {
  return structures[chance.below(structures.length)]?.(text, chance) ?? text
}

function replaceAt(
  text: string,
  pattern: RegExp,
  below: Chance['below'],
  change: (found: string) => string,
): string {
  const places = Array.from(text.matchAll(pattern))
  const place = places[below(places.length)]
  if (place === undefined) return text
  const [found] = place
  return text.slice(0, place.index) + change(found) + text.slice(place.index + found.length)
}

function changedLines(
  text: string,
  below: Chance['below'],
  change: (line: string, parts: RegExpExecArray) => readonly string[],
): string {
  const lines = text.split('\n')
  const places = lines.flatMap((line, index) => (pair.test(line) ? [index] : []))
  const index = places[below(places.length)]
  const line = index === undefined ? undefined : lines[index]
  const parts = line === undefined ? null : pair.exec(line)
  if (index === undefined || line === undefined || parts === null) return text
  return lines.with(index, change(line, parts).join('\n')).join('\n')
}

/** As much indentation as the dashes and blanks in front of a key are wide. */
function blanksFor(lead: string): string {
  return ' '.repeat(lead.length)
}
