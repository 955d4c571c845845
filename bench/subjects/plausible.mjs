/** One event a request, without an id. */
export const plausible = {
  name: 'plausible',
  package: '@plausible-analytics/tracker',
  endpoint: {
    path: /^\/api\/event$/,
    answer: { status: 202, type: 'text/plain', body: 'ok' },
    events(body) {
      const { n, p } = JSON.parse(body)
      return n === 'view' ? [{ number: Number(p.position) }] : []
    },
  },
}
