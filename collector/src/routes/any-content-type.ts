import type { FastifyInstance } from 'fastify'

/** Hands on whatever body comes, as bytes: what these routes read is JSON, and they say so where it is not. */
export function acceptAnyContentType(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}
