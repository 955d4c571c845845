import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { fastify } from 'fastify'
import { beforeAll, expect, it } from 'vitest'
import { createSearch } from '../../docs/site/search-index.js'
import { useChromium } from './support/chromium.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const context = useChromium()

let folder: string
let address: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rivulet-site-'))
  execFileSync(process.execPath, ['docs/site/build.mjs', folder], { cwd: root })
  const server = fastify()
  // As `npm start` has it: below a path.
  await server.register(fastifyStatic, { root: folder, prefix: '/docs/' })
  address = `${await server.listen({ host: '127.0.0.1', port: 0 })}/docs/`
  return async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  }
})

const filesIn = (path: string, ending: string, from = root): string[] =>
  readdirSync(join(from, path), { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => name.endsWith(ending))

it('has every document that the packages have, and no other', () => {
  const documents = [
    'README.md',
    'CHANGELOG.md',
    'SECURITY.md',
    'collector/README.md',
    ...filesIn('docs', '.md').filter((path) => !path.startsWith('docs/decisions/')),
    ...filesIn('collector/docs', '.md'),
  ]
  expect(filesIn('', '.html', folder).toSorted()).toEqual(
    documents.map((path) => path.replace('README.md', 'index.html').replace('.md', '.html')).toSorted(),
  )
})

it('links, pictures and search results lead to what is there', () => {
  const idsOf = (page: string): string[] =>
    [...readFileSync(join(folder, page), 'utf8').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!)
  const leadsSomewhere = (link: string, from: string): boolean => {
    const url = new URL(link, `http://site/${from}`)
    const path = url.pathname.slice(1)
    return (
      existsSync(join(folder, path)) &&
      (!url.hash || idsOf(path).includes(decodeURIComponent(url.hash.slice(1))))
    )
  }
  const links = filesIn('', '.html', folder).flatMap((page) =>
    [
      ...readFileSync(join(folder, page), 'utf8').matchAll(
        / (?:href|src)="(?!https?:|mailto:|data:)([^"]+)"/g,
      ),
    ].map(([, link]) => [link!, page] as const),
  )
  const sections: { id: string }[] = JSON.parse(readFileSync(join(folder, 'sections.json'), 'utf8'))
  expect(links.length).toBeGreaterThan(1000)
  expect(
    [...links, ...sections.map(({ id }) => [id, 'index.html'] as const)].filter(
      ([link, from]) => !leadsSomewhere(link, from),
    ),
  ).toEqual([])
})

it('finds a flag, an attribute and a word by the keyboard alone', async () => {
  const page = await (await context()).newPage()
  await page.goto(`${address}docs/consent.html`)
  for (const [words, expected] of [
    ['--trust-proxy', 'docs/deploy.html'],
    ['data-collector', 'docs/script-tag.html'],
    ['sessin', 'collector/index.html#a-playback-session'], // a slip of the finger
  ] as const) {
    await page.getByRole('searchbox').focus()
    await page.getByRole('searchbox').fill(words)
    await expect.poll(() => page.locator(`.found a[href*="${expected}"]`).count()).toBeGreaterThan(0)
  }
  await page.getByRole('searchbox').fill('nothing-has-this-name')
  await expect
    .poll(() => page.getByRole('status').textContent())
    .toBe('Nothing about “nothing-has-this-name”')
  await page.keyboard.press('Escape')
  expect(await page.locator('.found').isVisible()).toBe(false)

  // A short word is no slip of the finger for another, and an excerpt is of whole words.
  await page.getByRole('searchbox').fill('click rate')
  await expect.poll(() => page.locator('.found strong').first().textContent()).toContain('Click rate')
  const sections: { text: string }[] = JSON.parse(readFileSync(join(folder, 'sections.json'), 'utf8'))
  for (const excerpt of await page.locator('.found a span').allTextContents()) {
    const words = excerpt.replace(/^… | …$/g, '')
    expect(sections.some(({ text }) => ` ${text} `.includes(` ${words} `)) && words).toBe(words)
  }

  await page.locator('main').focus()
  await page.keyboard.press('/')
  await page.keyboard.type('uninstall')
  await expect.poll(() => page.locator('.found a').count()).toBeGreaterThan(0)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#/)
  expect(await page.locator(':target').textContent()).toMatch(/leav|uninstall|remov/i)
})

it('finds by the words of somebody who has not read the documents, the right page first', () => {
  const search = createSearch(JSON.parse(readFileSync(join(folder, 'sections.json'), 'utf8')))
  const first = (words: string) => search(words)[0]?.id.replace(/#.*/, '')
  const expected = {
    uninstall: 'docs/upgrading.html',
    remove: 'docs/upgrading.html',
    'consent pending': 'docs/consent.html',
    'cookie banner': 'docs/consent.html',
    gdpr: 'docs/privacy.html',
    'delete visitor': 'docs/privacy.html',
    'not working': 'docs/troubleshooting.html',
    'it is not working at all': 'docs/troubleshooting.html',
    double: 'docs/troubleshooting.html',
    'duplicate events': 'docs/troubleshooting.html',
    blocked: 'docs/blockers.html',
    'ad blocker': 'docs/blockers.html',
    csv: 'docs/spreadsheet.html',
    excel: 'docs/spreadsheet.html',
    docker: 'docs/deploy.html',
    iframe: 'docs/widgets.html',
    woocommerce: 'docs/quick-starts.html',
    'exclude myself': 'docs/faq.html',
    'self-hosted': 'docs/deploy.html',
    'add to cart': 'docs/script-tag.html',
    price: 'docs/plugins/conversions.html',
    'spa router': 'docs/plugins/page-views.html',
    unsubscribe: 'docs/privacy.html',
    '502': 'docs/troubleshooting.html',
    'script is missing': 'docs/troubleshooting.html',
    'npm install': 'docs/quick-starts.html',
  }
  expect(Object.fromEntries(Object.keys(expected).map((words) => [words, first(words)]))).toEqual(expected)
})

it.each([
  [390, 'dark'],
  [1440, 'light'],
] as const)('axe finds nothing at %i px, %s, and no text is cut', async (width, colorScheme) => {
  const page = await (await context()).newPage()
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme })
  for (const path of ['index.html', 'docs/script-tag.html']) {
    await page.goto(address + path)
    await page.evaluate(axe)
    expect(
      await page.evaluate(
        `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes[0].target.join(' ')))`,
      ),
    ).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  }
  // What is known of an attribute can be read without scrolling sideways.
  const table = page.locator('.table').first()
  expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  // A word is whole, and so is a line of code.
  const broken = await page.evaluate(`[...document.querySelectorAll('td')].flatMap((cell) => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    const found = []
    while (texts.nextNode()) for (const { 0: word, index } of texts.currentNode.data.matchAll(/[a-zA-Z]+/g)) {
      const range = document.createRange()
      range.setStart(texts.currentNode, index)
      range.setEnd(texts.currentNode, index + word.length)
      if (range.getClientRects().length > 1) found.push(word)
    }
    return found
  })`)
  expect(broken).toEqual([])
  await page.goto(`${address}index.html`)
  const line = page.locator('pre').first()
  expect(await line.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
})
