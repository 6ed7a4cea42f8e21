/** How the list of images can be written. */
export const imageFormats = ['table', 'json', 'yaml', 'tsv', 'skopeo', 'crane', 'imgpkg'] as const

export type ImageFormat = (typeof imageFormats)[number]
