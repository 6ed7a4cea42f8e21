import type { Circumstances } from './circumstances.ts'

/** No braces of a query are longer in front of a value. */
const longestQuery = 300

const matcher = /[\w:]\{[^{}\n]*[\w"'\\](?:=|!=|=~|!~)[ \t]*\\*["'][^"'{}\n]{0,100}$/

/**
 * `metric{image="team/tool:1"}`: a query of Prometheus asks for it, and nothing is pulled because of it.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors.
 */
export function isLabelMatcher({ text, at }: Circumstances): boolean {
  return matcher.test(text.slice(Math.max(0, at - longestQuery), at))
}
