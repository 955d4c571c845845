import type { FastifyRequest } from 'fastify'

type Headed = Pick<FastifyRequest, 'headers'>

/** The page that a request comes from is this collector's own, under the name that it was asked by or one given to it. */
const isOwn = (origin: string, { headers }: Headed, publicUrls: readonly string[]): boolean =>
  publicUrls.includes(origin) ||
  (URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase().replace(/:80$/, ''))

/**
 * Whether another site's page makes this request. Browsers say so, where the address is HTTPS or loopback by
 * `Sec-Fetch-Site`, else by `Origin` alone (https://www.w3.org/TR/fetch-metadata/).
 */
export function isCrossSite(request: Headed, publicUrls: readonly string[]): boolean {
  const { 'sec-fetch-site': site, origin } = request.headers
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && !isOwn(origin, request, publicUrls)
}

/** Whether somebody opens a page of its own: a link on another site may lead to one. */
export const isNavigation = ({ headers, method }: Headed & Pick<FastifyRequest, 'method'>): boolean =>
  method === 'GET' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document' &&
  headers.origin === undefined

/** Whether a form was sent from a page of this collector: every browser says so with a POST. */
export const isOwnForm = (request: Headed, publicUrls: readonly string[]): boolean => {
  const { 'sec-fetch-site': site = 'same-origin', origin } = request.headers
  return site === 'same-origin' && origin !== undefined && isOwn(origin, request, publicUrls)
}
