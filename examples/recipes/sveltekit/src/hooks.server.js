import { env } from '$env/dynamic/private'

/** What belongs to one connection, and not to the other. */
const ofConnection = ['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding']

/** @param {Headers} headers @param {readonly string[]} without */
const passedOn = (headers, without) => new Headers([...headers].filter(([name]) => !without.includes(name)))

/** Passes an event on to the collector, so that it is one of your own site. @param {import('@sveltejs/kit').RequestEvent} event */
const toCollector = async ({ request, url, getClientAddress }) => {
  const headers = passedOn(request.headers, ofConnection)
  headers.set('x-forwarded-for', getClientAddress())
  const answer = await fetch(new URL(url.pathname + url.search, env.COLLECTOR ?? 'http://127.0.0.1:4000'), {
    method: request.method,
    headers,
    body: request.method === 'GET' ? undefined : await request.arrayBuffer(),
  })
  // `fetch` has decoded what was compressed.
  return new Response(answer.body, {
    status: answer.status,
    headers: passedOn(answer.headers, [...ofConnection, 'content-encoding']),
  })
}

/** @type {import('@sveltejs/kit').Handle} */
export const handle = ({ event, resolve }) =>
  event.url.pathname.startsWith('/track/') ? toCollector(event) : resolve(event)
