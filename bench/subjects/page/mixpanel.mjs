import mixpanel from 'mixpanel-browser/src/loaders/loader-module-core'

export const start = (collector) => {
  mixpanel.init('bench', {
    api_host: collector,
    api_payload_format: 'json', // as it does with Mixpanel's own hosts
    autocapture: false,
    batch_requests: true,
    persistence: 'localStorage',
    record_sessions_percent: 0,
    remote_settings_mode: 'disabled',
    track_pageview: false,
  })
  return ({ category, action, labels }) => mixpanel.track(action, { category, ...labels })
}
