/** Text without the user and password of any URL in it. */
export function urlUserHidden(text: string): string {
  return text.replace(/(\/\/)[^/\s@]+@/g, '$1')
}

/** Whether trying again cannot help: it is not there, or not allowed. */
export function isFinal(words: string): boolean {
  return /unauthorized|denied|forbidden|manifest.unknown|not found|name.unknown|no such|invalid reference|x509|cannot be run|before the deadline/i.test(
    words,
  )
}
