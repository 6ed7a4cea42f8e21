/**
 * The same text as one of its own, for what is remembered. A piece that was cut from a text keeps all of that text in memory,
 * in V8 and in JavaScriptCore.
 */
export function detachedText(text: string): string {
  return ` ${text}`.slice(1)
}
