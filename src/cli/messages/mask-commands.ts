import { mask } from './mask-lines.ts'

/** `curl -u user:password`, `skopeo copy --src-creds user:password`; not `docker run -u 1000:1000`, and no URL. */
const userAndPassword =
  /((?:^|[\s"'[])(?:-[uU]|--(?:proxy-)?user|--(?:src-|dest-)?creds)(?:["'],\s{0,9}["']|[\s=]{0,9}["']?)[^\s"':=-][^\s"':]{0,253}:)(?!\/\/|\d{1,9}(?:[\s"']|$))[^\s"'\\]+/g

/** `docker login -p password`, `sshpass -p password`. */
const login = /(\b(?:login|sshpass)\s[^|;&]{0,253}?-p(?:["'],\s{0,9}["']|[\s=]{0,9}["']?))(?!-)[^\s"'\\]+/g

const userFlag = /^["']?(?:-[uU]|--(?:proxy-)?user|--(?:src-|dest-)?creds)["']?\s*$/
const userItem = /^["']?[^\s"':]{1,253}:(?!\/\/|\d{1,9}["']?\s*$)\S/

/** A line without the passwords that commands take behind a user or at a login. */
export function maskCommands(line: string): string {
  const bare = /(?:-[uU]|user|creds)/.test(line) ? line.replace(userAndPassword, `$1${mask}`) : line
  return /login|sshpass/.test(bare) ? bare.replace(login, `$1${mask}`) : bare
}

/** Whether an item of a list is a flag for `user:password`, and the next one is that. */
export function takesUserAndPassword(item: string, next: string): boolean {
  return userFlag.test(item) && userItem.test(next)
}
