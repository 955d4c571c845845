import posthog from 'posthog-js'

export const start = (collector) => {
  posthog.init('phc_bench', {
    api_host: collector,
    autocapture: false,
    capture_pageview: false,
    capture_pageleave: false,
    capture_dead_clicks: false,
    capture_exceptions: false,
    capture_performance: false,
    disable_session_recording: true,
    disable_surveys: true,
    disable_external_dependency_loading: true,
    advanced_disable_flags: true,
    opt_out_useragent_filter: true, // it drops what an automated browser captures
    rate_limiting: { events_per_second: 2_000, events_burst_limit: 2_000 }, // its default drops all above 10 a second
  })
  return ({ category, action, labels }) => posthog.capture(action, { category, ...labels })
}
