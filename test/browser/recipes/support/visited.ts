import type { BrowserContext, Page } from 'playwright-core'

export interface Visited {
  readonly page: Page
  /** What the page has thrown, and what stands in its console as an error. */
  readonly problems: readonly string[]
  /** Addresses of other sites that it has asked. */
  readonly elsewhere: readonly string[]
}

/** Opens a page, and notes what must not happen there. */
export const visited = async (context: BrowserContext, address: string): Promise<Visited> => {
  const page = await context.newPage()
  const problems: string[] = []
  const elsewhere: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (message) => {
    // A favicon is of no recipe.
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
      problems.push(message.text())
  })
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin) elsewhere.push(request.url())
  })
  await page.goto(address)
  return { page, problems, elsewhere }
}
