import type { Problem } from '../src/problem.ts'
import type { Result } from '../src/relocate.ts'

/** One image of a stream that was found without this program: a line of a table with these columns, by tabs. */
export type KnownImage = {
  readonly stream: string
  readonly kind: string
  readonly name: string
  readonly path: string
  readonly category: string
  readonly image: string
  readonly line: number
  readonly note: string
}

/** What happened to a known image. `silent`: nothing was done and nothing was said. */
export type Fate = 'moved' | 'kept' | 'accepted' | 'refused' | 'doubted' | 'silent'

/** Notes of the table about what is not an image by itself. */
const noImage = /not a reference|empty|part of a split/

/** The images of the table that are images for certain, stream by stream. */
export function readKnownImages(table: string): ReadonlyMap<string, readonly KnownImage[]> {
  const [head = '', ...lines] = table.split('\n')
  const columns = head.split('\t')
  const images = new Map<string, KnownImage[]>()
  for (const line of lines) {
    if (line === '') continue
    const cells = line.split('\t')
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? ''
    if (noImage.test(cell('note'))) continue
    const image = {
      stream: cell('stream'),
      kind: cell('kind'),
      name: cell('name'),
      path: cell('path'),
      category: cell('category'),
      image: cell('image'),
      line: Number(cell('line')),
      note: cell('note'),
    }
    images.set(image.stream, [...(images.get(image.stream) ?? []), image])
  }
  return images
}

/** What happened to an image in a run: found by its line, else by its object and its path or its text. */
export function fateOf(image: KnownImage, { changes, unchanged, problems }: Result): Fate {
  const isAt = (found: {
    place?: Problem['place']
    written?: string
    image?: string | undefined
  }): boolean => {
    const { place } = found
    if (place === undefined) return false
    if (place.line === image.line) return true
    const text = found.written ?? found.image ?? ''
    const isSame = samePath(image.path, place.path ?? '')
    // An object inside a text has a kind of its own.
    const object = place.object ?? ''
    return (
      isSame && (object.includes(image.name) || !object.startsWith(image.kind) || text.includes(image.image))
    )
  }
  if (changes.some(isAt)) return 'moved'
  if (unchanged.some(isAt)) return 'kept'
  const told = problems.filter(isAt)
  if (told.some(({ accepted }) => accepted !== undefined)) return 'accepted'
  if (told.some(({ code }) => code !== 'IMAGE_POSSIBLE' && code !== 'REFERENCE_PLACEHOLDER')) return 'refused'
  return told.length > 0 ? 'doubted' : 'silent'
}

/** `spec.containers[0].image` and `spec/containers[0]/image` are one path; so is what is deeper below it. */
function samePath(known: string, path: string): boolean {
  const plain = (text: string): string => text.replace(/\["([^"]*)"\]/g, '.$1').replaceAll(/[/>]|\\/g, '.')
  const [one, other] = [plain(known), plain(path)]
  return other === one || other.startsWith(`${one}.`) || one.startsWith(`${other}.`)
}
