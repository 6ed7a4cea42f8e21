/** A copy that keeps no text of the stream it came from: its texts and places are its own. */
export function plainData<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
