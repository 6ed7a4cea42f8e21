import type { Findings } from '../../find/find.ts'
import {
  choosingProgramOf,
  choosingRowsOf,
  isChoosing,
  isSetting,
  mayBeSetting,
  type ChoosingProgram,
  type ChoosingResource,
} from '../../knowledge/operators/choosing/choosing.ts'
import { lastComponent } from '../../knowledge/operators/operator.ts'
import { argumentsOf, variablesOf } from '../../knowledge/operators/running-operator.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Place, Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import type { Field } from '../../yaml/field.ts'
import { fieldsAt } from '../../yaml/fields-at.ts'
import { parsePath } from '../../yaml/path.ts'
import { groupBy } from '../group-by.ts'
import type { UnknownImage } from './unknown.ts'

/** An image that an operator chooses because nothing in the stream names it. */
type Choice = { readonly image: UnknownImage; readonly message: string; readonly remedy: string }

/** What operators without a model choose because neither a resource nor a setting names it. */
export function choicesIn(found: Findings): readonly UnknownImage[] {
  return searchChoices(found).map(({ image }) => image)
}

/** One warning for each kind of these, at the first of its resources. */
export function choiceProblems(found: Findings): readonly Problem[] {
  const groups = groupBy(searchChoices(found), ({ message }) => message)
  return [...groups]
    .map(([message, [first, ...others]]): readonly Problem[] => {
      if (first === undefined) return []
      const more = others.length === 0 ? '' : `, and for ${others.length} more`
      const { image, remedy } = first
      return [{ code: 'OPERATOR_VERSION_UNKNOWN', message: message + more, remedy, place: image.place }]
    })
    .flat()
}

/** Several parts of a plan ask the same stream. */
const known = new WeakMap<Findings, readonly Choice[]>()

function searchChoices(found: Findings): readonly Choice[] {
  let choices = known.get(found)
  if (choices === undefined) {
    let searched: Settings | undefined
    const settings = (): Settings => (searched ??= settingsIn(found))
    choices = [...choicesOfResources(found, settings), ...choicesOfPrograms(found, settings)]
    known.set(found, choices)
  }
  return choices
}

/** What may tell operators their images: keys of configurations, and containers of their own. */
type Settings = {
  readonly paths: readonly string[]
  readonly containers: readonly { readonly image: string; readonly names: readonly string[] }[]
}

function settingsIn(found: Findings): Settings {
  const paths = new Set<string>()
  const containers = new Map<string, Settings['containers'][number]>()
  for (const { finding } of found.images) {
    const { parent, reference } = finding
    if (parent === undefined) {
      if (mayBeSetting(finding.path)) paths.add(finding.path)
    } else if (isChoosing(reference)) {
      const container = { image: lastComponent(reference.repository), names: settingNamesOf(parent) }
      containers.set(`${container.image} ${container.names.join(' ')}`, container)
    }
  }
  return { paths: [...paths], containers: [...containers.values()] }
}

/** The flags and variables of a container that have a value. */
function settingNamesOf(container: Field): readonly string[] {
  return [argumentsOf(container), variablesOf(container)].flatMap(values =>
    [...values].flatMap(([name, value]) => (value !== '' && mayBeSetting(name) ? [name] : [])),
  )
}

function choicesOfResources(found: Findings, settings: () => Settings): readonly Choice[] {
  const told = new Map<ChoosingResource, boolean>()
  return found.objects.flatMap(({ manifest, place }) =>
    choosingRowsOf(manifest.group, manifest.kind).flatMap(row => {
      if (!isAsked(manifest, row) || isNamed(manifest, row)) return []
      const isTold = told.get(row) ?? tells(settings(), row)
      told.set(row, isTold)
      return isTold ? [] : [choiceOf(row, place)]
    }),
  )
}

/** Whether a setting in the stream tells an operator its image, which is then found where the setting is. */
function tells({ paths, containers }: Settings, row: ChoosingResource): boolean {
  return (
    paths.some(path => isSetting(row, path)) ||
    containers.some(
      ({ image, names }) => row.images.includes(image) && names.some(name => isSetting(row, name)),
    )
  )
}

function choiceOf(row: ChoosingResource, place: Place): Choice {
  const { operator, component, fields, settings, container } = row
  const field =
    container === undefined
      ? fields[0]
      : fields[0]?.replace('/containers[]/', `/containers[name=${container}]/`)
  const [setting] = settings
  const ways = [
    field ?? [],
    setting === undefined ? [] : `${setting} of the operator in the same file or stream`,
  ]
  const why = field === undefined ? 'and no field of the resource names it' : `because ${field} is not set`
  return {
    image: { operator, version: undefined, component, container: component, place },
    message: `${operator} chooses the image for ${component}, ${why}`,
    remedy: `set ${ways.flat().join(', or ')}`,
  }
}

/** Whether a resource asks for the image: the field is there, and not null, and another one says that it is used. */
function isAsked({ root }: Manifest, { asked, where }: ChoosingResource): boolean {
  const isThere =
    asked === undefined || fieldsAt(root, parsePath(asked)).some(({ mapping }) => mapping !== undefined)
  if (where === undefined || !isThere) return isThere
  const [word = ''] = fieldsAt(root, parsePath(where.field)).flatMap(({ text }) => text ?? [])
  return where.is.includes(word.toLowerCase())
}

/** Whether a field of a resource names its image. A version alone is put after the operator's own repository. */
function isNamed({ root }: Manifest, { fields, container }: ChoosingResource): boolean {
  return fields.some(path =>
    fieldsAt(root, parsePath(path.replace(ofContainer, ''))).some(field => {
      const isOther = container !== undefined && field.textAt('name') !== container
      const text = (ofContainer.test(path) ? (isOther ? '' : field.textAt('image')) : field.text) ?? ''
      return path.endsWith('/version') ? text.includes('/') : text !== ''
    }),
  )
}

const ofContainer = /(?<=\/containers\[\])\/image$/

function choicesOfPrograms({ images }: Findings, settings: () => Settings): readonly Choice[] {
  return images.flatMap(({ finding: { parent, reference }, place }) => {
    const program = parent === undefined ? undefined : choosingProgramOf(reference)
    if (parent === undefined || program === undefined) return []
    const isTold = [...settingNamesOf(parent), ...settings().paths].some(name => isSetting(program, name))
    if (isTold || !runs(parent, program)) return []
    const { component, chosen } = program
    const [setting = ''] = program.settings
    const { tag } = reference
    const image = chosen.replace(':VERSION', tag === undefined ? '' : `:${tag}`)
    return [
      {
        image: { operator: program.image, version: tag, component, container: component, place },
        message: `${program.image} starts pods with ${printable(image)}, because ${setting} is not set`,
        remedy: `set ${setting} to the image at the private registry`,
      },
    ]
  })
}

/** Whether a container runs the program, where its image also has others. */
function runs(container: Field, { argument }: ChoosingProgram): boolean {
  if (argument === undefined) return true
  return ['command', 'args'].some(key => container.get(key)?.items.some(item => item.text === argument))
}
