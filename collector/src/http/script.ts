import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'

export interface ScriptRoutesOptions {
  /** The file to serve. */
  readonly script: string
  /** Where: `/rivulet.min.js`. */
  readonly scriptPath: string
}

/**
 * Serves the script for pages, from the site's own origin: under a name that stays, which browsers ask for again after
 * an hour, and under one that changes with its content, which they keep.
 *
 * @returns the second name
 * @throws when the file cannot be read
 */
export async function scriptRoutes(
  app: FastifyInstance,
  { script, scriptPath }: ScriptRoutesOptions,
): Promise<string> {
  const content = await readFile(script)
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16)
  const lasting = scriptPath.replace(/(\.\w+)?$/, `.${digest}$1`)
  const etag = `"${digest}"`
  const names = [
    [scriptPath, 'public, max-age=3600, stale-while-revalidate=86400'],
    [lasting, 'public, max-age=31536000, immutable'],
  ] as const
  for (const [path, caching] of names) {
    app.get(path, (request, reply) => {
      reply.headers({
        'cache-control': caching,
        etag,
        // Pages that name its hash ask in this way; what it does on a page everybody may read.
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      })
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.type('text/javascript; charset=utf-8').send(content)
    })
  }
  return lasting
}
