/** Batches. */
export const segment = {
  name: 'segment',
  package: '@segment/analytics-next',
  endpoint: {
    path: /^\/v1\/b$/,
    answer: { status: 200, type: 'application/json', body: '{"success":true}' },
    events: (body) =>
      JSON.parse(body)
        .batch.filter(({ event }) => event === 'view')
        .map(({ properties, messageId }) => ({ number: Number(properties.position), id: messageId })),
  },
}
