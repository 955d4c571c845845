import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import type { Signal } from '../../../../src/types.ts'
import { useChromium } from './chromium.ts'
import { film } from './film.ts'
import { type PlayerSite, playerSite } from './player-site.ts'

export type Seen = Signal & Readonly<Record<string, number>>

export interface Player extends PlayerSite {
  /** The bytes of its video. */
  readonly webm: Buffer
  readonly page: Page
  /** Runs in the page. */
  run(code: string): Promise<void>
  /** Waits for an expression in the page; fails when it does not become true. */
  until(condition: string): Promise<void>
  signals(): Promise<Seen[]>
  /** The names of what was seen, without the waits that depend on the machine. */
  names(): Promise<string[]>
}

/** A player for each test of this file, in a browser for all of them. @returns opens one, and has it watched */
export const usePlayer = (): ((watch?: string) => Promise<Player>) => {
  const open = useChromium()
  return async (watch = 'watch()') => {
    const site = await playerSite(film)
    const page = await open()
    await page.goto(site.address)
    const run = async (code: string): Promise<void> => {
      await page.evaluate(`(async () => { ${code} })()`)
    }
    const signals = (): Promise<Seen[]> => page.evaluate('signals') as Promise<Seen[]>
    await run(watch)
    return {
      ...site,
      webm: film,
      page,
      run,
      signals,
      async until(condition) {
        const deadline = Date.now() + 40_000
        while (!(await page.evaluate(condition))) {
          if (Date.now() > deadline) {
            throw new Error(`Never: ${condition}. Seen: ${JSON.stringify(await signals())}`)
          }
          await pause(50)
        }
      },
      names: async () =>
        (await signals()).map(({ name }) => name).filter((name) => !name.startsWith('buffer')),
    }
  }
}
