/** One condition of a label selector: the label is there, or not, or has one of some values, or none of them. */
export type Requirement = {
  readonly key: string
  readonly isNegative: boolean
  /** Without any, the label only has to be there. */
  readonly values: readonly string[] | undefined
}

const key = '[A-Za-z0-9](?:[\\w./-]*[A-Za-z0-9])?'
const equality = new RegExp(`^(${key})\\s*(==?|!=)\\s*([\\w.-]*)$`)
const inSet = new RegExp(`^(${key})\\s+(in|notin)\\s*\\(([\\w.,\\s-]*)\\)$`)
const presence = new RegExp(`^(!?)\\s*(${key})$`)

/**
 * The conditions of a selector, as flags write it: `a=b,c!=d,e in (f,g),h notin (i),j,!k`; undefined if it is none.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseSelector(text: string): readonly Requirement[] | undefined {
  const parts = text.trim() === '' ? [] : partsOf(text)
  const requirements = parts.map(part => parseRequirement(part.trim()))
  return requirements.every(requirement => requirement !== undefined) ? requirements : undefined
}

/** What commas part, but for those in parentheses. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...parts, text.slice(start)]
}

function parseRequirement(text: string): Requirement | undefined {
  const [, own, operator, value = ''] = equality.exec(text) ?? []
  if (own !== undefined) return { key: own, isNegative: operator === '!=', values: [value] }
  const [, listed, word, list = ''] = inSet.exec(text) ?? []
  if (listed !== undefined)
    return { key: listed, isNegative: word === 'notin', values: list.split(',').map(one => one.trim()) }
  const [, not, name] = presence.exec(text) ?? []
  return name === undefined ? undefined : { key: name, isNegative: not === '!', values: undefined }
}

/** Whether labels meet all conditions. One that is not there has none of the values. */
export function selects(
  requirements: readonly Requirement[],
  labelAt: (key: string) => string | undefined,
): boolean {
  return requirements.every(({ key: name, isNegative, values }) => {
    const label = labelAt(name)
    const isMet = label !== undefined && (values === undefined || values.includes(label))
    return isMet !== isNegative
  })
}
