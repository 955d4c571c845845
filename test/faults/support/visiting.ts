import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestContext } from 'vitest'
import { serveSite } from '../site.mjs'
import type { Browser, Engine } from '../types.ts'
import { useBundles } from './bundled.ts'
import type { DialectName } from './dialects.ts'
import { ours } from './ours.ts'
import { type RealCollector, realCollector } from './real-collector.ts'

export interface Visit {
  readonly browser: Browser
  readonly collector: RealCollector
  /** The address of a page on the site. What is not there is empty. */
  at(path?: string): string
  /** What the site was asked for. */
  readonly asked: readonly string[]
  /** Waits until so many events are stored, and a little longer. Gives the numbers there are, in the order stored. */
  arrived(count: number): Promise<number[]>
}

/** Resolves when the condition holds, or after a minute. */
export const until = async (condition: () => unknown): Promise<void> => {
  const deadline = Date.now() + 60_000
  while (!(await condition()) && Date.now() < deadline) await pause(50)
}

/**
 * For each test of a file: a browser, a site with our tracker on its page at `/`, and a
 * collector, until the test is over.
 */
export const visiting = (): ((
  test: TestContext,
  engine: Engine,
  options: string,
  site?: {
    readonly after?: string
    readonly pages?: Readonly<Record<string, string>>
    readonly dialect?: DialectName
  },
) => Promise<Visit>) => {
  const bundles = useBundles()
  return async ({ onTestFinished }, engine, options, { after, pages = {}, dialect = 'rivet' } = {}) => {
    const collector = await realCollector(bundles().collector, dialect)
    onTestFinished(() => collector.close())
    const site = await serveSite({
      ...ours(bundles().sdk, dialect, options, after).pages(collector.url, ''),
      ...pages,
    })
    onTestFinished(() => site.close())
    const profile = await mkdtemp(join(tmpdir(), 'faults-'))
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }))
    const browser = await engine.launch(profile)
    onTestFinished(() => browser.kill())
    return {
      browser,
      collector,
      at: site.at,
      asked: site.asked,
      async arrived(count) {
        await until(() => collector.numbers().length >= count)
        await pause(1_000)
        return collector.numbers()
      },
    }
  }
}
