import source from 'rivulet/rivulet.min.js' with { type: 'text' }

/** As a script tag in the page; what it would track by itself is off. */
export const start = (collector) => {
  const tag = document.createElement('script')
  tag.textContent = source
  Object.assign(tag.dataset, { collector: `${collector}/track/activity`, pageViews: 'off', clicks: 'off' })
  document.head.append(tag)
  return globalThis.rivulet.tracker.track
}
