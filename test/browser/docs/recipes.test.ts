import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { useChromium } from '../support/chromium.ts'
import { blockOf } from './support/code-blocks.ts'
import { documentedSite } from './support/documented-site.ts'

const context = useChromium()
const { resolve } = createRequire(import.meta.url)
const document = 'docs/recipes.md'

it.each([
  ['Turbo', '/turbo.js', '@hotwired/turbo/dist/turbo.es2017-umd.js', ''],
  ['htmx', '/htmx.js', 'htmx.org/dist/htmx.min.js', 'hx-boost="true"'],
])(
  '%s: each visit is a view of one document, and what is declared is recorded',
  async (name, path, file, body) => {
    const page = (title: string, other: string) =>
      `<!doctype html><html lang="en"><head><title>${title}</title>${blockOf(document, name, 'html')}</head>
     <body ${body}><h1>${title}</h1><a href="${other}">Go on</a>
     <button data-rv-category="basket" data-rv-action="add">Add to ${title}</button></body></html>`
    const site = await documentedSite({
      '/': page('Shop', '/mugs'),
      '/mugs': page('Mugs', '/'),
      [path]: readFileSync(resolve(file), 'utf8'),
    })
    const tab = await (await context()).newPage()
    const problems: string[] = []
    tab.on('pageerror', ({ message }) => problems.push(message))
    await tab.goto(`${site.address}/`)
    await tab.waitForFunction('globalThis.rivulet?.tracker')
    await site.arrived(1, tab)
    await tab.click('a')
    await tab.getByText('Add to Mugs').click()
    const stored = await site.arrived(3, tab)
    expect(await tab.evaluate('performance.getEntriesByType("navigation")[0].name')).toBe(`${site.address}/`)
    expect(stored.map(({ type, page: at }) => [type, new URL(at!).pathname]).sort()).toEqual([
      ['basket/add', '/mugs'],
      ['page/view', '/'],
      ['page/view', '/mugs'],
    ])
    expect(problems).toEqual([])
  },
)
