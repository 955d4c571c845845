/** Batches, in gzip. */
export const posthog = {
  name: 'posthog',
  package: 'posthog-js',
  endpoint: {
    path: /^\/(i\/v0\/)?e\/$/,
    answer: { status: 200, type: 'application/json', body: '{"status":1}' },
    count: (body) => JSON.parse(body).batch.filter(({ event }) => event === 'view').length,
  },
}
