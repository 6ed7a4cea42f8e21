import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import axe from 'axe-core'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type BrowserContext, type Page } from 'playwright-core'

import { renderHtml } from '../../src/output/report/html/page.ts'

import { hostile, reportOn, reportOnRelease } from './sample.ts'

const executablePath = '/usr/bin/chromium'
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const release = reportOnRelease({ exclude: ['docker.io/grafana/**'] })
const pages = {
  // A few of each kind: the accessibility check takes its time for every row.
  release: {
    ...release,
    images: release.images.slice(0, 3),
    secrets: release.secrets.slice(0, 2),
    restarts: release.restarts.slice(0, 3),
  },
  refused: reportOn('kind: Pod\nspec:\n  containers:\n  - image: nginx\n  - image: "a b"\n'),
  hostile: reportOn(hostile),
}
const sizes = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
}

const isThere = existsSync(executablePath)
const inBrowser = isThere ? describe : describe.skip
inBrowser.each(Object.keys(pages) as (keyof typeof pages)[])(
  'the page of a run: %s (needs chromium)',
  name => {
    let directory: string
    let context: BrowserContext
    let page: Page
    const complaints: string[] = []
    const requests: string[] = []

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'report-'))
      const file = join(directory, 'report.html')
      writeFileSync(file, renderHtml(pages[name]))
      context = await chromium.launchPersistentContext(join(directory, 'profile'), {
        executablePath,
        headless: true,
        args,
        bypassCSP: false,
      })
      page = await context.newPage()
      page.on('console', message => complaints.push(message.text()))
      page.on('pageerror', error => complaints.push(error.message))
      page.on('dialog', dialog => {
        complaints.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('request', request => requests.push(request.url()))
      await page.goto(pathToFileURL(file).href)
    })

    afterAll(async () => {
      await context.close()
      rmSync(directory, { recursive: true, force: true })
    })

    test('opens without a word on the console and asks for nothing else', async () => {
      expect(await page.title()).toBe('Relocation report')
      expect(complaints).toEqual([])
      expect(requests.filter(url => !url.startsWith('file:') && url !== 'data:,')).toEqual([])
    })

    describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('as wide as a %s', size => {
      test.each(['light', 'dark'] as const)('is accessible in %s colours', async colorScheme => {
        await page.setViewportSize(sizes[size])
        await page.emulateMedia({ colorScheme })
        await page.evaluate(axe.source)
        const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document)')
        expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([])
      })

      test('is no wider than the window', async () => {
        await page.setViewportSize(sizes[size])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(sizes[size].width)
        const beyond =
          await page.evaluate(`Array.from(document.querySelectorAll('td, code, text, h1, a, span'))
        .filter(element => element.getClientRects().length > 0)
        .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
        .map(element => element.textContent)`)
        expect(beyond).toEqual([])
      })
    })
  },
)

inBrowser('the filters (needs chromium)', () => {
  let directory: string
  let context: BrowserContext
  let page: Page
  const report = release
  const count = report.images.length + report.operatorImages.length + report.skipped.length
  const rows = () => page.locator('#images tbody tr:visible')
  const shown = () => page.locator('#shown').textContent()

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'report-'))
    const file = join(directory, 'report.html')
    writeFileSync(file, renderHtml(report))
    context = await chromium.launchPersistentContext(join(directory, 'profile'), {
      executablePath,
      headless: true,
      args,
    })
    page = await context.newPage()
    await page.goto(pathToFileURL(file).href)
  })

  afterAll(async () => {
    await context.close()
    rmSync(directory, { recursive: true, force: true })
  })

  test('are all shown at first, with every image', async () => {
    expect(await page.locator('#filters').isVisible()).toBe(true)
    expect(await rows().count()).toBe(count)
    expect(await shown()).toBe(`${count} images`)
  })

  test.each(Object.entries(sizes))('find words anywhere in a row, on a %s', async (_, size) => {
    await page.setViewportSize(size)
    await page.fill('input[name=words]', 'CassandraDatacenter SERVERIMAGE')
    expect(await rows().count()).toBe(1)
    expect(await rows().first().textContent()).toContain('spec/serverImage')
    expect(await shown()).toBe(`1 of ${count} images`)
    await page.click('button[type=reset]')
    await page.locator('#images tbody tr[hidden]').first().waitFor({ state: 'detached' })
    expect(await rows().count()).toBe(count)
  })

  test('go together: where from, what component, what state', async () => {
    await page.selectOption('select[name=registry]', 'quay.io')
    const wanted = [...report.images, ...report.operatorImages].filter(
      ({ sourceRegistry }) => sourceRegistry === 'quay.io',
    )
    expect(await rows().count()).toBe(wanted.length)
    await page.selectOption('select[name=component]', wanted[0]?.component ?? '')
    const both = wanted.filter(({ component }) => component === wanted[0]?.component)
    expect(await rows().count()).toBe(both.length)
    await page.selectOption('select[name=state]', 'excluded')
    expect(await rows().count()).toBe(0)
    expect(await page.locator('#nothing').isVisible()).toBe(true)
    await page.selectOption('select[name=registry]', '')
    await page.selectOption('select[name=component]', '')
    expect(await rows().count()).toBe(report.skipped.filter(({ why }) => why === 'excluded').length)
  })

  test('leave a page that is no wider than a phone', async () => {
    await page.click('button[type=reset]')
    await page.setViewportSize(sizes.phone)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(sizes.phone.width)
  })

  test('can be used by keyboard alone', async () => {
    await page.click('button[type=reset]')
    await page.focus('input[name=words]')
    await page.keyboard.type('stargate')
    await page.keyboard.press('Enter')
    expect(await rows().count()).toBeGreaterThan(0)
    expect(await rows().count()).toBeLessThan(count)
    expect(page.url()).not.toContain('?')
  })
})
