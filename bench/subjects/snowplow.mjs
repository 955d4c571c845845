/** Batches; `ue` is a self-describing event. */
export const snowplow = {
  name: 'snowplow',
  package: '@snowplow/browser-tracker',
  endpoint: {
    path: /^\/com\.snowplowanalytics\.snowplow\/tp2$/,
    answer: { status: 200, type: 'text/plain', body: 'ok' },
    count: (body) => JSON.parse(body).data.filter(({ e }) => e === 'ue').length,
  },
}
