import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { serving } from '../../../collector/test/support/serving.ts'
import { eventsOf } from '../../support/network.ts'

export const built = (name: string): string =>
  readFileSync(new URL(`../../../dist/${name}`, import.meta.url), 'utf8')

/** Files of the script, by the path under which a site has them. */
export const files: Readonly<Record<string, string>> = Object.fromEntries(
  ['', '.extra', '.vitals', '.debug'].map((name) => [`/rivulet${name}.min.js`, `rivulet${name}.min.js`]),
)

/** Attributes of a tag, and what else is in the page. */
export interface TagPage {
  readonly head?: string
  readonly body?: string
}

export interface TagSite {
  readonly address: string
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[]
  /** What its collector was sent. */
  readonly received: readonly { readonly url: string; readonly body: string }[]
  /** What is recorded, by what it is. */
  events(): { readonly is: string; readonly labels: unknown }[]
}

/** The tag, with attributes of one's choice. */
export const tag = (attributes = '', src = '/rivulet.min.js'): string =>
  `<script defer src="${src}" data-collector="/collect" ${attributes}></script>`

/** Has a page keep what it is told of by the script, in `said`. */
export const listening =
  '<script nonce="n1">said = []; addEventListener(\'rivulet-issue\', ({ detail }) => said.push(detail))</script>'

/**
 * A site with the script's files and a collector that keeps what it is sent. All its pages are alike.
 *
 * @param headers - of everything
 * @param scripts - names of built files, or what is served instead of one, by path
 */
export const tagSite = async (
  html: TagPage | (() => TagPage),
  headers: Readonly<Record<string, string>> = {},
  scripts: Readonly<Record<string, string | (() => Promise<string>)>> = files,
): Promise<TagSite> => {
  const received: { url: string; body: string }[] = []
  const asked: string[] = []
  const address = await serving(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (request.method === 'POST') {
      let text = ''
      for await (const chunk of request) text += chunk
      received.push({ url: request.url ?? '', body: text })
      response.setHeader('content-type', 'application/json')
      return response.end('{"stored":1,"repeated":0,"rejected":[],"time":1795000000}')
    }
    asked.push(request.url ?? '')
    const { head = '', body = '' } = typeof html === 'function' ? html() : html
    const script = scripts[pathname]
    if (script === undefined && pathname.endsWith('.js')) return response.writeHead(404).end()
    response.setHeader(
      'content-type',
      script === undefined ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8',
    )
    response.setHeader('access-control-allow-origin', '*')
    response.end(
      script === undefined
        ? `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Page ${pathname}</title><link rel="icon" href="data:,">${head}<body>${body}`
        : typeof script === 'string'
          ? built(script)
          : await script(),
    )
  })
  return {
    address,
    asked,
    received,
    events: () =>
      eventsOf(received).map(({ category, action, labels }) => ({ is: `${category}/${action}`, labels })),
  }
}

/** Has what waits in the page sent, until an event of this kind has arrived. */
export const arrived = (page: Page, site: TagSite, kind = 'page/view'): Promise<void> =>
  expect
    .poll(async () => {
      await page.evaluate('rivulet.tracker.flush()')
      return site.events().map(({ is }) => is)
    })
    .toContain(kind)

/** Waits until the page has one of the script's other files. */
export const loaded = async (page: Page, name: string): Promise<void> => {
  await page.waitForFunction(
    `performance.getEntriesByType('resource').some(({ name }) => name.endsWith('rivulet.${name}.min.js'))`,
  )
  // It runs, and hands over.
  await page.waitForTimeout(200)
}

/** What the browser complains about. */
export const problemsOf = (page: Page): readonly string[] => {
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (message) => problems.push(message.text()))
  return problems
}
