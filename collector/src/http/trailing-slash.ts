import type { FastifyInstance } from 'fastify'

export interface TrailingSlash {
  /** Remembers the routes that are added from here on. */
  follow(app: FastifyInstance): void
  /** The address without the slash at the end of its path, where only that has a route: clients write it both ways. */
  strip(address: string): string
}

/** The router’s own option would change the routes of whoever adds some to ours, such as a folder of files. */
export function createTrailingSlash(): TrailingSlash {
  const paths = new Set<string>()
  const patterns: RegExp[] = []

  return {
    follow(app) {
      app.addHook('onRoute', ({ url }) => {
        // Addresses mind no case.
        paths.add(url.toLowerCase())
        if (url.includes(':')) patterns.push(new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`, 'i'))
      })
    },
    strip(address) {
      const mark = address.indexOf('?')
      const end = mark < 0 ? address.length : mark
      if (address[end - 1] !== '/') return address
      const path = address.slice(0, end - 1)
      // The live page answers to its own addresses alone: a proxy's rule for them must not be got round.
      if (/^\/live\b/i.test(path)) return address
      const isOurs = paths.has(path.toLowerCase()) || patterns.some((pattern) => pattern.test(path))
      return isOurs && !paths.has(`${path.toLowerCase()}/`) ? path + address.slice(end) : address
    },
  }
}
