/** What a text sets to something with a host in it, by an assignment, a flag or a key. */
type HostSetting = {
  /** Where the name begins, its dashes counted in. */
  readonly index: number
  /** As it is written: with its dashes. */
  readonly name: string
  readonly by: 'assignment' | 'flag' | 'key' | 'word'
  readonly value: string
  /** Where the value begins. */
  readonly start: number
}

/** `IMAGE_REGISTRY=quay.io`, `registry = "https://quay.io/team"`, `--registry quay.io`, `registry: quay.io`, `registry quay.io`. */
const setting =
  /(?<![\w.-])(-{0,2}[A-Za-z](?:[\w.-]{0,60}[\w-])?)["']?([ \t]{0,8}[=:][ \t]{0,8}|[ \t]{1,8})["']?((?=[\w:/-]{0,80}(?:\.|localhost))[A-Za-z0-9][\w./:-]{0,250})(?=["'\s,;)}\]]|$)/g

/** Each setting of a text whose value may be a registry, with a path or a scheme, in the order of the text. */
export function hostSettingsIn(source: string): readonly HostSetting[] {
  return [...source.matchAll(setting)].map(
    ({ 0: whole, 1: name = '', 2: sign = '', 3: value = '', index }) => {
      const start = index + whole.length - value.length
      return { index, name, by: meansOf(name, sign), value, start }
    },
  )
}

function meansOf(name: string, sign: string): HostSetting['by'] {
  if (sign.includes(':')) return 'key'
  if (sign.includes('=')) return 'assignment'
  return name.startsWith('-') ? 'flag' : 'word'
}

/** A flag as the word that it is. */
export function withoutDashes(flag: string): string {
  return flag.replace(/^-+/, '')
}
