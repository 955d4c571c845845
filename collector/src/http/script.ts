import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { encode, sendEncoded } from './encoded.ts'

export interface ScriptRoutesOptions {
  /** The file to serve. */
  readonly script: string
  /** Where: `/rivulet.min.js`. */
  readonly scriptPath: string
}

/**
 * Serves the script for pages, from the site's own origin: under a name that stays, which browsers ask for again after
 * an hour, and under one that changes with its content, which they keep. It is compressed once, at the start.
 *
 * @returns the second name
 * @throws when the file cannot be read
 */
export async function scriptRoutes(
  app: FastifyInstance,
  { script, scriptPath }: ScriptRoutesOptions,
): Promise<string> {
  const encoded = await encode(await readFile(script))
  const lasting = scriptPath.replace(/(\.\w+)?$/, `.${encoded.digest}$1`)
  const names = [
    [scriptPath, 'public, max-age=3600, stale-while-revalidate=86400'],
    [lasting, 'public, max-age=31536000, immutable'],
  ] as const
  for (const [path, caching] of names) {
    app.get(path, (request, reply) => {
      reply.headers({
        'cache-control': caching,
        // Pages that name its hash ask in this way; what it does on a page everybody may read.
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      })
      return sendEncoded(request, reply.type('text/javascript; charset=utf-8'), encoded)
    })
  }
  return lasting
}
