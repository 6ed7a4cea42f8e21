/** What to write for a registry that is named without images: its host alone. */
export const registryHostRemedy =
  'write the host and its port alone, as in registry.internal:5000, without https:// and without a path'
