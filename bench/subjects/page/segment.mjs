import { AnalyticsBrowser } from '@segment/analytics-next'

export const start = (collector) => {
  const { protocol, host } = new URL(collector)
  const analytics = AnalyticsBrowser.load({
    writeKey: 'bench',
    // Instead of the settings that it would ask Segment for.
    cdnSettings: {
      integrations: {
        'Segment.io': {
          apiKey: 'bench',
          apiHost: `${host}/v1`,
          protocol: protocol.slice(0, -1),
          // Without `keepalive: true`, which fails for batches of more than 64 KiB and gains little.
          deliveryStrategy: { strategy: 'batching', config: { size: 10, timeout: 5_000 } },
        },
      },
    },
  })
  return ({ category, action, labels }) => analytics.track(action, { category, ...labels })
}
