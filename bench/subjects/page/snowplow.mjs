import { newTracker, trackSelfDescribingEvent } from '@snowplow/browser-tracker'

export const start = (collector) => {
  newTracker('sp', collector, {
    appId: 'bench',
    cookieSecure: false, // the page is plain http: a Secure cookie would not be kept
    bufferSize: 10,
    keepalive: false,
  })
  return ({ category, action, labels }) =>
    trackSelfDescribingEvent({
      event: {
        schema: 'iglu:com.example/interaction/jsonschema/1-0-0',
        data: { category, action, ...labels },
      },
    })
}
