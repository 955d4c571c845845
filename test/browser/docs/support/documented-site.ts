import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { createCollector } from '../../../../collector/src/collector.ts'
import { rowsOf } from '../../../../collector/test/support/running.ts'
import { temporaryFolder } from '../../../../collector/test/support/temporary-folder.ts'
import { root } from './code-blocks.ts'

export interface Stored {
  readonly type: string
  readonly labels: Readonly<Record<string, string>> | undefined
  readonly visitor: string | null
  readonly session: string | null
  readonly sender: string | null
  readonly page: string | null
  readonly payload: Readonly<Record<string, unknown>>
}

export interface DocumentedSite {
  /** `http://shop.example:<port>`, which is this machine for the browser of `useChromium`. */
  readonly address: string
  /** All that is stored, the oldest first. */
  stored(): Stored[]
  /** Waits until so many events are stored, while the page is asked to send. @returns all of them */
  arrived(count: number, page?: Page): Promise<Stored[]>
}

/**
 * A shop with a collector of its own, which serves the script as the documents say: everything is one origin.
 *
 * @param pages - HTML, or a script where the path ends in `.js`, by path
 * @param folder - whose files are served beside them
 */
export const documentedSite = async (
  pages: Readonly<Record<string, string>>,
  folder?: string,
): Promise<DocumentedSite> => {
  const store = join(temporaryFolder(), 'events.db')
  const app = await createCollector({ logLevel: 'silent', store, script: `${root}/dist/rivulet.min.js` })
  for (const [path, content] of Object.entries(pages))
    app.get(path, (_request, reply) =>
      reply.type(path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8').send(content),
    )
  if (folder) await app.register(fastifyStatic, { root: folder, redirect: true })
  onTestFinished(() => app.close())
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const stored = (): Stored[] =>
    rowsOf(store).map(({ type, visitor, session, sender, page, payload }) => {
      const all = JSON.parse(payload) as Stored['payload']
      return { type, labels: all.labels, visitor, session, sender, page, payload: all } as Stored
    })
  return {
    address: `http://shop.example:${port}`,
    stored,
    async arrived(count, page) {
      await expect
        .poll(async () => {
          await page?.evaluate('globalThis.rivulet?.tracker?.flush()')
          return stored().length
        })
        .toBe(count)
      return stored()
    },
  }
}
