/** A placeholder, which something else replaces by an image later. Source: charts of Istio (`auto`) and ko (`ko://`). */
const placeholders: readonly { readonly pattern: RegExp; readonly filledBy: string }[] = [
  { pattern: /^auto$/, filledBy: "Istio's injection webhook" },
  { pattern: /^ko:\/\//, filledBy: 'the build tool ko' },
  { pattern: /\{\{/, filledBy: 'a template engine' },
  { pattern: /\$\(|\$\{|^\$[A-Za-z_]/, filledBy: 'a variable' },
]

/** Who fills the placeholder in; undefined when the text is none. */
export function placeholderFiller(text: string): string | undefined {
  return placeholders.find(({ pattern }) => pattern.test(text))?.filledBy
}
