import type { FastifyRequest } from 'fastify'

/** The query of a request's address as it came, without its `?`. */
export function queryOf(request: FastifyRequest): string {
  const url = request.raw.url!
  const mark = url.indexOf('?')
  return mark < 0 ? '' : url.slice(mark + 1)
}

/**
 * A query by its parameters. A `+` is a blank where forms and `URLSearchParams` write it. Who writes blanks as `%20`, as
 * `encodeURI` and builders of queries do, means a plus: `contains(Value,%20'c=+7')`, or the offset of a time.
 */
export const parametersIn = (query: string): URLSearchParams =>
  new URLSearchParams(
    query
      .split('&')
      .map((parameter) => (parameter.includes('%20') ? parameter.replaceAll('+', '%2B') : parameter))
      .join('&'),
  )
