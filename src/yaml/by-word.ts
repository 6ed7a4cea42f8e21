import { detachedText } from './detached-text.ts'

/**
 * A function of a word that works out each answer once, because a stream has the same words many times. No more than `most`
 * are remembered: words of hostile texts never repeat.
 */
export function byWord<Answer>(answerTo: (word: string) => Answer, most = 20_000): (word: string) => Answer {
  const known = new Map<string, Answer>()
  return word => {
    const found = known.get(word)
    if (found !== undefined || known.has(word)) return found as Answer
    if (known.size >= most) return answerTo(word)
    const copy = detachedText(word)
    const answer = answerTo(copy)
    known.set(copy, answer)
    return answer
  }
}
