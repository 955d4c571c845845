import { inherited } from '../lib/inherited.ts'
import { on } from '../lib/on.ts'
import { promised } from '../lib/promised.ts'
import type { Issue } from '../types.ts'

/** Loads another file of this build, by its name and hash. Throws an `Issue` when it cannot be loaded. */
export type Load = <Module>(name: string, hash: string) => Promise<Module>

/**
 * Has a module fetched so that the browser holds it against its hash, and imports it from there. By a link, which Trusted
 * Types do not concern; browsers that know no such link refuse.
 */
const preload = (href: string, integrity: string, nonce: string | undefined): Promise<unknown> => {
  const link = document.createElement('link')
  return promised((onload, onerror) => {
    if (!link.relList.supports('modulepreload')) onerror()
    const attributes = { rel: 'modulepreload', crossOrigin: '', integrity, nonce, onload, onerror, href }
    inherited(document, 'head').append(Object.assign(link, attributes))
  }).finally(() => link.remove())
}

/**
 * Loads files that lie beside the script: `rivulet.min.js` has `rivulet.extra.min.js`. They are modules: those have the
 * nonce of the script that imports them, and no policy for Trusted Types has to be made.
 *
 * @param script - the script's element. Where that has an integrity, the other file is held against its own
 */
export const createLoad = (script: HTMLOrSVGScriptElement | null): Load => {
  const { src = '', integrity, nonce } = (script ?? {}) as Partial<HTMLScriptElement>
  return async (name, hash) => {
    const url = src.replace(/^[^?#]*\/[^./?#]*/, `$&.${name}`)
    try {
      // Where a module comes first, browsers of before 2025 ignore the page's import map.
      if (inherited(document, 'readyState') === 'loading')
        await promised((done) => on(document, 'DOMContentLoaded', done))
      if (integrity) await preload(url, hash, nonce)
      return await import(url)
    } catch {
      throw { reason: 'not-loaded', value: url, events: 0 } satisfies Issue
    }
  }
}
