import { init, track } from '@plausible-analytics/tracker'

export const start = (collector) => {
  init({
    domain: 'bench.example',
    endpoint: `${collector}/api/event`,
    autoCapturePageviews: false,
    captureOnLocalhost: true,
  })
  return ({ category, action, labels }) => track(action, { props: { category, ...labels } })
}
