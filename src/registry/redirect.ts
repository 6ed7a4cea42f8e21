import type { Question, Reply } from './reply.ts'

const most = 5

/**
 * Asks, and follows redirects: at most five, never from HTTPS to HTTP, and without the proof of who asks once the host is
 * another; a question that has it in its body goes nowhere else. Rejects where a registry leads in a circle or nowhere.
 */
export async function follow(
  question: Question,
  ask: (question: Question) => Promise<Reply>,
): Promise<Reply> {
  let current = question
  const seen = new Set<string>()
  for (;;) {
    const reply = await ask(current)
    const location = reply.headers['location']
    if (![301, 302, 303, 307, 308].includes(reply.status) || location === undefined) return reply
    seen.add(current.url.href)
    if (!URL.canParse(location, current.url.href)) throw new Error('it redirects to no URL')
    const next = new URL(location, current.url)
    if (!/^https?:$/.test(next.protocol) || (current.url.protocol === 'https:' && next.protocol === 'http:'))
      throw new Error(
        `it redirects from ${current.url.protocol}//${current.url.host} to ${next.protocol}//${next.host}`,
      )
    if (seen.has(next.href)) throw new Error(`it redirects in a circle, to ${next.host}${next.pathname}`)
    if (seen.size > most) throw new Error(`it redirects more than ${most} times`)
    if (current.body !== undefined && next.host !== current.url.host)
      throw new Error(`it redirects credentials from ${current.url.host} to ${next.host}`)
    const { authorization: _authorization, ...rest } = current.headers
    current = { ...current, url: next, headers: next.host === current.url.host ? current.headers : rest }
  }
}
