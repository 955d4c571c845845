/** Batches, in gzip. */
export const posthog = {
  name: 'posthog',
  package: 'posthog-js',
  endpoint: {
    path: /^\/(i\/v0\/)?e\/$/,
    answer: { status: 200, type: 'application/json', body: '{"status":1}' },
    events: (body) =>
      [JSON.parse(body)]
        .flatMap((content) => content.batch ?? content)
        .filter(({ event }) => event === 'view')
        .map(({ properties, uuid }) => ({ number: Number(properties.position), id: uuid })),
  },
}
