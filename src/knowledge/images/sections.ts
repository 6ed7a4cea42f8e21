/**
 * Keys that name an image by the section of TOML they are in.
 * Source: https://docs.gitlab.com/runner/configuration/advanced-configuration/.
 */
export const imageSections: readonly { readonly section: RegExp; readonly key: string }[] = [
  { section: /^runners\.(?:docker|kubernetes)\.services$/, key: 'name' },
]
