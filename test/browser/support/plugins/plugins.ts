import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import type { Signal } from '../../../../src/types.ts'
import { useChromium } from '../media/chromium.ts'
import { listenersOf } from './listeners-of.ts'
import { type PluginPage, type PluginSite, pluginSite } from './plugin-site.ts'

export interface PluginVisit extends PluginSite {
  readonly page: Page
  /** Runs in the page. */
  run(code: string): Promise<unknown>
  /** Waits for an expression in the page; fails when it does not become true. */
  until(condition: string): Promise<unknown>
  signals(): Promise<Signal[]>
  /** Waits until so many were told and a little longer, and gives them. */
  told(count: number): Promise<Signal[]>
  /** Puts another tab before the page, and has the page in front again. */
  hide(): Promise<() => Promise<void>>
  /** Fails where the page was troubled: by an issue, or by something thrown. */
  isCalm(): Promise<void>
}

/** For each test of this file: a page with plugins in a profile of its own. @returns opens it */
export const usePlugins = (): ((
  plugins: string,
  page?: PluginPage,
  path?: string,
) => Promise<PluginVisit>) => {
  const open = useChromium()
  return async (plugins, pages = {}, path = '/') => {
    const site = await pluginSite(plugins, pages)
    const page = await open()
    await page.goto(site.address + path)
    /** Tries again while the page changes: a frame that was rendered in advance takes another's place. */
    const until = async (condition: string): Promise<unknown> => {
      const deadline = Date.now() + 60_000
      for (;;) {
        const found = await page.evaluate(condition).catch(() => false)
        if (found) return found
        if (Date.now() > deadline) throw new Error(`Never: ${condition}`)
        await pause(50)
      }
    }
    const signals = (): Promise<Signal[]> => until('signals()') as Promise<Signal[]>
    return {
      ...site,
      page,
      until,
      signals,
      run: (code) => page.evaluate(`(async () => { ${code} })()`),
      async told(count) {
        await until(`signals().length >= ${count}`).catch(() => {})
        await pause(700)
        return signals()
      },
      async hide() {
        const other = await page.browserContext().newPage()
        await other.bringToFront()
        await until(`document.visibilityState === 'hidden'`)
        return async () => {
          await page.bringToFront()
          await until(`document.visibilityState === 'visible'`)
        }
      },
      async isCalm() {
        expect(await page.evaluate('[...issues, ...thrown]')).toStrictEqual([])
      },
    }
  }
}

/** Whether a plugin that is ended has taken all it has listened with off the page. `during` is done while it watches. */
export const leavesNothing = async (
  { page, run }: PluginVisit,
  plugin: string,
  during = '',
): Promise<void> => {
  const before = await listenersOf(page)
  await run(`globalThis.end = use(${plugin})`)
  await run(during)
  expect((await listenersOf(page)).length).toBeGreaterThan(before.length)
  await run('end()')
  expect(await listenersOf(page)).toStrictEqual(before)
}
