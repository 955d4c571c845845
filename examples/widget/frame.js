import { acknowledged, createTracker, takeIds } from 'rivulet'
import { defineDisplay } from './display.js'
import { otherSite } from './other-site.js'
import { showing } from './recorded.js'

const tracker = createTracker({
  collector: '/track/activity',
  delivery: acknowledged(),
  ids: takeIds({ origins: [otherSite] }), // opened by itself it has ids of its own
  wire: showing(document.querySelector('#recorded')),
})

defineDisplay(tracker)
