import { isOfficialImage } from '../../knowledge/images/official-images.ts'
import type { Reference } from '../../reference/reference.ts'

/** Tags as people write them: versions, hashes of commits, and the words for the newest one. */
const versionTag =
  /^(?:v?\d+[.][\w.-]+|v\d[\w.-]*|\d+-[\w.-]+|[0-9a-f]{7,40}|(?:latest|stable|main|master|edge|nightly|dev|devel|release|lts|signed|unsigned|alpine|slim|dind|jdk|jre)(?:[-.][\w.-]*)?|[a-z]+-v?\d[\w.-]*|RELEASE\.[\w.-]+)$/

/** Numbers of two digits that are ports more often than versions. */
const ports: ReadonlySet<string> = new Set(['20', '21', '22', '23', '25', '53', '67', '69', '80', '88'])

/** A bare word that may be no image needs more evidence: `tool:1.36`, `tool:latest`. */
const bareName =
  /^[a-z][a-z0-9._-]{1,100}:(?:v?\d+\.\d[\w.-]*|v\d[\w.-]*|\d+-[a-z][\w.-]*|latest|stable|main|master|edge|nightly)$/

/** Whether a reference has a digest, or a tag that looks like a version. */
export function hasVersionTag(reference: Reference): boolean {
  const { digest, tag } = reference
  return digest !== undefined || (tag !== undefined && (versionTag.test(tag) || isShortVersion(reference)))
}

/** `postgres:15` and `team/tool:2` are versions, `nginx:80` a host and its port. */
function isShortVersion({ registry, repository, tag = '' }: Reference): boolean {
  if (registry !== undefined || !/^\d{1,2}$/.test(tag) || ports.has(tag)) return false
  return isOfficialImage(repository) || repository.includes('/')
}

/** Whether a text is a name and a version: `tool:1.36`. */
export function isNameAndVersion(text: string): boolean {
  return bareName.test(text)
}

/** Whether a piece of a text is by itself: all of it, a line, a value, or in quotes. `end` exclusive. */
export function isAlone(text: string, { start, end }: { start: number; end: number }): boolean {
  const before = text.slice(Math.max(0, start - 2), start)
  return (
    (start === 0 || /(?:["'=\n]|[:=-] )$/.test(before)) &&
    (end === text.length || /["'\r\n]/.test(text.charAt(end)))
  )
}
