/** An SDK that does nothing: what the harness itself costs. */
export const nothing = {
  name: 'nothing',
  endpoint: { path: /^$/, answer: { status: 404, type: 'text/plain', body: '' }, events: () => [] },
}
