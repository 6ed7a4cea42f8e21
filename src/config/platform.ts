/** The form of a platform as OCI names it: `linux/amd64`, `linux/arm64/v8`. */
export const platformForm = '^[a-z0-9]+/[a-z0-9_-]+(?:/[a-z0-9.]+)?$'

export function isPlatform(text: string): boolean {
  return new RegExp(platformForm).test(text)
}
