import type { FastifyRequest } from 'fastify'

/** The query of a request's address as it came, without its `?`. */
export function queryOf(request: FastifyRequest): string {
  const url = request.raw.url!
  const mark = url.indexOf('?')
  return mark < 0 ? '' : url.slice(mark + 1)
}
