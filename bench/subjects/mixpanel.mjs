/** Batches, as a form whose `data` is JSON. */
export const mixpanel = {
  name: 'mixpanel',
  package: 'mixpanel-browser',
  endpoint: {
    path: /^\/track\/$/,
    answer: { status: 200, type: 'application/json', body: '{"error":null,"status":1}' },
    events: (body) =>
      [JSON.parse(new URLSearchParams(body).get('data') ?? '')]
        .flat()
        .filter(({ event }) => event === 'view')
        .map(({ properties }) => ({ number: Number(properties.position), id: properties.$insert_id })),
  },
}
