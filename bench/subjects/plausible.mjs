/** One event a request. */
export const plausible = {
  name: 'plausible',
  package: '@plausible-analytics/tracker',
  endpoint: {
    path: /^\/api\/event$/,
    answer: { status: 202, type: 'text/plain', body: 'ok' },
    count: (body) => (JSON.parse(body).n === 'view' ? 1 : 0),
  },
}
