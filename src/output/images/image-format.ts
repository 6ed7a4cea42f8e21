import type { Problem } from '../../problem.ts'
import type { ImageList } from './image-line.ts'

/** A list as text, ending with a line break; problems where the format cannot express an image. */
export type FormattedList = { readonly text: string; readonly problems: readonly Problem[] }

/** One way to write the list of images. Each has a sample, `testdata/images/NAME.txt`, which a test holds it to. */
type ImageFormatRow = {
  readonly name: string
  /** What comes out, as help and documentation say it: a clause without a final stop. */
  readonly help: string
  /** `copy-job` has the images to copy; `list` all images that are pulled. */
  readonly kind: 'list' | 'copy-job'
  /** Loads the module that writes it: no run pays for a format it does not use. */
  readonly load: () => Promise<(list: ImageList) => FormattedList>
}

/** Every format; flag, help, completion, documentation and tests read this table. The first is the default. */
export const imageFormatTable = [
  {
    name: 'table',
    help: 'columns for people',
    kind: 'list',
    load: async () => sound((await import('./image-table.ts')).formatTable),
  },
  {
    name: 'name',
    help: 'one image a line, as it will be pulled, for scripts',
    kind: 'list',
    load: async () => sound((await import('./image-names.ts')).formatNames),
  },
  {
    name: 'json',
    help: 'JSON with every place',
    kind: 'list',
    load: async () => sound((await import('./image-data.ts')).formatJson),
  },
  {
    name: 'yaml',
    help: 'the same as YAML',
    kind: 'list',
    load: async () => sound((await import('./image-data.ts')).formatYaml),
  },
  {
    name: 'tsv',
    help: 'columns separated by tabs, with every place',
    kind: 'list',
    load: async () => sound((await import('./image-table.ts')).formatTsv),
  },
  {
    name: 'skopeo',
    help: 'a file for skopeo sync if it can name the targets, else a script of skopeo copy',
    kind: 'copy-job',
    load: async () => sound((await import('./skopeo.ts')).formatSkopeo),
  },
  {
    name: 'crane',
    help: 'a script of crane copy',
    kind: 'copy-job',
    load: async () => sound((await import('./crane.ts')).formatCrane),
  },
  {
    name: 'regsync',
    help: 'a configuration for regsync, which can name any target',
    kind: 'copy-job',
    load: async () => sound((await import('./regsync.ts')).formatRegsync),
  },
  {
    name: 'imgpkg',
    help: 'an ImagesLock for imgpkg, which names images by digest only',
    kind: 'copy-job',
    load: async () => (await import('./imgpkg.ts')).formatImgpkg,
  },
  {
    name: 'hauler',
    help: 'an Images manifest for hauler, with the repository of each target',
    kind: 'copy-job',
    load: async () => sound((await import('./hauler.ts')).formatHauler),
  },
  {
    name: 'zarf',
    help: 'a package for zarf, which names sources only and sets the targets itself',
    kind: 'copy-job',
    load: async () => sound((await import('./zarf.ts')).formatZarf),
  },
  {
    name: 'oc-mirror',
    help: 'an ImageSetConfiguration for oc-mirror v2, which keeps the repository path of each source',
    kind: 'copy-job',
    load: async () => sound((await import('./oc-mirror.ts')).formatOcMirror),
  },
] as const satisfies readonly ImageFormatRow[]

export type ImageFormat = (typeof imageFormatTable)[number]['name']

export const imageFormats: readonly ImageFormat[] = imageFormatTable.map(({ name }) => name)

/** Whether a format has the images to copy, which needs rules for their targets. */
export function isCopyJob(format: string | undefined): boolean {
  return imageFormatTable.find(({ name }) => name === format)?.kind === 'copy-job'
}

/** The list in one of its formats. */
export async function formatImages(list: ImageList, format: ImageFormat): Promise<FormattedList> {
  const row = imageFormatTable.find(({ name }) => name === format) ?? imageFormatTable[0]
  return (await row.load())(list)
}

function sound(write: (list: ImageList) => string): (list: ImageList) => FormattedList {
  return list => ({ text: write(list), problems: [] })
}
