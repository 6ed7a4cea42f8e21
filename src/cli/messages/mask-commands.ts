import { mask } from './mask-lines.ts'

/** `curl -u user:password`, `skopeo copy --src-creds user:password`; not `docker run -u 1000:1000`, and no URL. */
const userAndPassword =
  /((?:^|[\s"'[])(?:-[uU]|--(?:proxy-)?user|--(?:src-|dest-)?creds)(?:["'],\s{0,9}["']|[\s=]{0,9}["']?)[^\s"':=-][^\s"':]{0,253}:)(?!\/\/|\d{1,9}(?:[\s"']|$))[^\s"'\\]+/g

/** `docker login -p password`, `sshpass -p password`. */
const login = /(\b(?:login|sshpass)\s[^|;&]{0,253}?-p(?:["'],\s{0,9}["']|[\s=]{0,9}["']?))(?!-)[^\s"'\\]+/g

/** Clients whose password is behind a short flag, as the next word. */
const clients: readonly (readonly [command: string, flag: string])[] = [
  ['(?:redis|valkey|keydb)-cli', '-a'],
  ['ldap(?:search|add|modify|delete|passwd|whoami)', '-w'],
  ['mongo(?:sh|dump|restore|import|export)?', '-p'],
]

const clientPassword = new RegExp(
  String.raw`(\b(?:${clients.map(([command, flag]) => String.raw`${command}\b[^|;&]{0,253}?[\s"']${flag}`).join('|')})(?:["']?,\s{0,9}["']?|[\s=]{1,9}["']?))(?!-)[^\s"'\\,\]]+`,
  'g',
)

/** A flag, and a line before it with its command. */
const clientFlag = new RegExp(
  clients.map(([command, flag]) => String.raw`^${flag} .{0,999}\b${command}\b`).join('|'),
)

/** `mysql -uroot -ppassword`. */
const gluedPassword =
  /(\b(?:mysql|mariadb)(?:dump|admin|check|import)?\b[^|;&]{0,253}?[\s"']-p["']?)(?!-)[^\s"'\\,\]]+/g

const client = /redis|valkey|keydb|ldap|mongo|mysql|mariadb/

const userFlag = /^["']?(?:-[uU]|--(?:proxy-)?user|--(?:src-|dest-)?creds)["']?\s*$/
const userItem = /^["']?[^\s"':]{1,253}:(?!\/\/|\d{1,9}["']?\s*$)\S/

/** A line without the passwords that commands take behind a user or at a login. */
export function maskCommands(line: string): string {
  const bare = /(?:-[uU]|user|creds)/.test(line) ? line.replace(userAndPassword, `$1${mask}`) : line
  const closed = /login|sshpass/.test(bare) ? bare.replace(login, `$1${mask}`) : bare
  if (!client.test(closed)) return closed
  return closed.replace(clientPassword, `$1${mask}`).replace(gluedPassword, `$1${mask}`)
}

/** Whether an item of a list is the flag for a password of the command in one of the items before it. */
export function takesPassword(item: string, before: readonly string[]): boolean {
  const flag = /^["']?(-[apw])["']?\s*$/.exec(item)?.[1]
  return flag !== undefined && before.some(line => clientFlag.test(`${flag} ${line}`))
}

/** Whether an item of a list is a flag for `user:password`, and the next one is that. */
export function takesUserAndPassword(item: string, next: string): boolean {
  return userFlag.test(item) && userItem.test(next)
}
