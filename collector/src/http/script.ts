import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Encoded, encode, sendEncoded } from './encoded.ts'

export interface ScriptRoutesOptions {
  /** The file to serve. */
  readonly script: string
  /** Where: `/rivulet.min.js`. */
  readonly scriptPath: string
}

/** Files that the script may ask for, by what stands in their names; who serves a script of their own has none of them. */
const others = ['extra', 'vitals', 'debug']

/** Where the script looks for another file: `rivulet.min.js` has `rivulet.extra.min.js` beside it. */
const besides = (path: string, name: string): string => path.replace(/[^./]*(?=[^/]*$)/, `$&.${name}`)

/** The name under which a path has this hash. */
const hashed = (path: string, hash: string): string => path.replace(/(\.\w+)?$/, `.${hash}$1`)

/**
 * Serves a file under a name that stays and one that is for ever. It is compressed once, at the start. A page of a cache may
 * name an earlier hash: it gets what there is now, which is not kept for ever. With `integrity` its browser refuses that, as
 * it would a 404.
 */
const serve = (app: FastifyInstance, encoded: Encoded, path: string, hash: string): void => {
  // What is between may go on with it for a week where the collector is down (RFC 5861); browsers do not.
  const passing = 'public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800'
  const names = [
    [path, passing],
    [hashed(path, hash), 'public, max-age=31536000, immutable'],
    [hashed(path, `:hash(^[\\da-f]{${hash.length}})`), passing],
  ] as const
  for (const [name, caching] of names) {
    app.get(name, (request, reply) => {
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
}

/**
 * Serves the script for pages, from the site's own origin: under a name that stays, which browsers ask for again after
 * an hour, and under one that changes with its content, which they keep. The files that it may ask for are served beside
 * it, as far as they lie beside its own; what they hold is in the script's hash, as it has theirs.
 *
 * @returns the second name
 * @throws when the file cannot be read
 */
export async function scriptRoutes(
  app: FastifyInstance,
  { script, scriptPath }: ScriptRoutesOptions,
): Promise<string> {
  const encoded = await encode(await readFile(script))
  const hash = encoded.digest
  serve(app, encoded, scriptPath, hash)
  for (const name of others) {
    const other = await readFile(join(dirname(script), besides(basename(script), name))).catch(
      () => undefined,
    )
    if (other) serve(app, await encode(other), besides(scriptPath, name), hash)
  }
  return hashed(scriptPath, hash)
}
