import type { Page } from 'puppeteer-core'

/** Where plugins listen, as code. */
const targets = ['window', 'document', 'document.documentElement', 'window.navigation']

/** The events that are listened to on the page, as the browser's debugger knows them. */
export const listenersOf = async (page: Page): Promise<string[]> => {
  const session = await page.createCDPSession()
  const lists = await Promise.all(
    targets.map(async (expression) => {
      const { result } = await session.send('Runtime.evaluate', { expression })
      if (!result.objectId) return []
      const { listeners } = await session.send('DOMDebugger.getEventListeners', {
        objectId: result.objectId,
      })
      return listeners.map(({ type }) => `${expression} ${type}`)
    }),
  )
  await session.detach()
  return lists.flat().sort()
}
