import { describe, expect, test } from '@jest/globals'

import { renderHtml } from '../../src/output/report/html/page.ts'
import { renderMarkdown } from '../../src/output/report/markdown.ts'
import { escapeHtml, escapeMarkdown, markdownCode } from '../../src/output/report/markup.ts'

import { hostile, reportOn, reportOnRelease } from './sample.ts'

describe('Markdown', () => {
  test('has a section for all there is, and none for what is not', () => {
    const text = renderMarkdown(reportOnRelease())
    for (const title of ['Problems', 'What an upgrade restarts', 'Images', 'Pull secrets added'])
      expect(text).toContain(`\n## ${title}\n`)
    expect(text).not.toContain('## Aliases')
    expect(text).toContain('`registry.internal:5000/mirror/k8ssandra/system-logger:v1.13.1`')
  })

  test('has as many cells in every row as in its head, whatever the names', () => {
    const tables = renderMarkdown(reportOn(hostile))
      .split('\n\n')
      .filter(part => part.startsWith('|'))
    expect(tables.length).toBeGreaterThan(2)
    for (const table of tables) {
      const cells = table
        .trimEnd()
        .split('\n')
        .map(line => line.replaceAll('\\|', '').split('|').length)
      expect(new Set(cells).size).toBe(1)
    }
  })

  test('lets no text become markup', () => {
    expect(escapeMarkdown('<b> [x](y) *z* `c` a|b')).toBe('\\<b\\> \\[x\\]\\(y\\) \\*z\\* \\`c\\` a\\|b')
    expect(markdownCode('a`b|c')).toBe('``a`b\\|c``')
  })
})

describe('HTML', () => {
  test('loads nothing from other hosts', () => {
    const page = renderHtml(reportOnRelease())
    expect(page.match(/\b(?:src|href|action|poster|data)="(?!#|data:,")[^"]*"/g)).toBeNull()
    expect(page).not.toMatch(/@import|url\(|<(?:iframe|object|embed|link rel="stylesheet")/)
  })

  test('lets no text become an element or end an attribute', () => {
    const page = renderHtml(reportOn(hostile))
    expect(page).not.toContain('<img')
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;')
    expect(escapeHtml(`"'<>&`)).toBe('&#34;&#39;&#60;&#62;&#38;')
  })

  test('says that nothing was written when a run failed', () => {
    const page = renderHtml(reportOn('kind: Pod\nspec:\n  containers:\n  - image: "a b"\n'))
    expect(page).toContain('nothing was written')
    expect(page).toContain('REFERENCE_INVALID')
  })
})
