/** What an image runs on, as in `linux/arm64/v8`. */
export type Platform = {
  readonly os: string
  readonly architecture: string
  readonly variant?: string | undefined
}

/** Other names of architectures. Source: https://github.com/containerd/platforms/blob/main/database.go */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  i386: '386',
  i686: '386',
  x86: '386',
  armhf: 'arm',
  armv7l: 'arm',
}

/** Reads `OS/ARCHITECTURE[/VARIANT]`; undefined for anything else. */
export function parsePlatform(text: string): Platform | undefined {
  const [, os = '', architecture = '', variant] =
    /^([a-z0-9]+)\/([a-z0-9_-]+)(?:\/([a-z0-9.]+))?$/.exec(text.toLowerCase()) ?? []
  if (os === '') return undefined
  return normal({ os, architecture, variant })
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/')
}

/**
 * Whether a runtime on a node of the platform `requested` takes an image for `offered`: the same system and architecture, and
 * on arm a variant that is not newer.
 * Source: https://github.com/containerd/platforms/blob/main/compare.go
 */
export function takes(requested: Platform, offered: Platform): boolean {
  const [one, other] = [normal(requested), normal(offered)]
  if (one.os !== other.os || one.architecture !== other.architecture) return false
  return variantRank(one) >= variantRank(other)
}

function normal({ os, architecture, variant }: Platform): Platform {
  const name = architectures[architecture] ?? architecture
  const usual = name === 'arm64' && (variant === 'v8' || variant === '8')
  return { os, architecture: name, variant: usual || variant === '' ? undefined : variant }
}

/** Variants in their order; without one, an arm is v7, an arm64 v8 and an amd64 v1. */
function variantRank({ architecture, variant }: Platform): number {
  const usual = architecture === 'arm' ? 7 : architecture === 'arm64' ? 8 : 1
  const found = /^v?(\d+(?:\.\d+)?)$/.exec(variant ?? '')?.[1]
  return found === undefined ? usual : Number(found)
}
