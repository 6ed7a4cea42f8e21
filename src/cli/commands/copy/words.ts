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

/** The sentence in a line of a log, as Go programs write it: `time="…" level=fatal msg="…"`. */
export function withoutLog(line: string): string {
  const [, message = ''] = /^time=\S.* level=\w+ msg=("(?:[^"\\]|\\.)*")/.exec(line) ?? []
  if (message === '') return line.replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /, '')
  try {
    return String(JSON.parse(message))
  } catch {
    return line
  }
}

/** What a failure of a tool can be answered with, by its words. */
const remedies: readonly { readonly words: RegExp; readonly remedy: (tool: string) => string }[] = [
  {
    words: /unauthorized|authentication required|denied|forbidden/i,
    remedy: tool =>
      `log in to that registry with ${logins[tool] ?? 'docker login'}, as a user who may do this`,
  },
  {
    words: /x509|certificate/i,
    remedy: () => 'trust its authority with --ca-file, or take any certificate with --insecure-registry',
  },
  {
    words: /405|method not allowed|read-?only/i,
    remedy: () => 'have the registry take uploads: it is read-only, or mirrors another',
  },
  {
    // skopeo prints an index anew, and then it has another digest if there was something that skopeo does not know.
    words: /preserve digests/i,
    remedy: () => 'copy it with a program that keeps the bytes of an index: --with crane, or --with regctl',
  },
  { words: /no space left/i, remedy: () => 'make room on the disk' },
  { words: /before the deadline/i, remedy: () => 'give it longer with --timeout' },
  {
    words: /too ?many ?requests|toomanyrequests|429/i,
    remedy: () => 'wait, or copy fewer at a time with --jobs',
  },
  {
    words: /manifest.unknown|name.unknown|not found|404/i,
    remedy: () => 'check the name and the tag at the source',
  },
  {
    words: /no such host|refused|timeout|unreachable/i,
    remedy: () => 'check the host, the network and any proxy',
  },
]

const logins: Readonly<Record<string, string>> = {
  skopeo: 'skopeo login',
  crane: 'crane auth login',
  regctl: 'regctl registry login',
}

export function remedyFor(words: string, tool: string): string {
  return (
    remedies.find(row => row.words.test(words))?.remedy(tool) ??
    `see what ${tool} says when you run it by hand`
  )
}
