/** Batches; `ue` is a self-describing event, `ue_pr` its content. */
export const snowplow = {
  name: 'snowplow',
  package: '@snowplow/browser-tracker',
  endpoint: {
    path: /^\/com\.snowplowanalytics\.snowplow\/tp2$/,
    answer: { status: 200, type: 'text/plain', body: 'ok' },
    events: (body) =>
      JSON.parse(body)
        .data.filter(({ e }) => e === 'ue')
        .map(({ ue_pr, eid }) => ({ ...JSON.parse(ue_pr).data.data, eid }))
        .filter(({ action }) => action === 'view')
        .map(({ position, eid }) => ({ number: Number(position), id: eid })),
  },
}
