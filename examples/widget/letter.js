import { acknowledged, createTracker, pageViews, shareIds } from 'rivulet'
import { defineDisplay } from './display.js'
import { otherSite } from './other-site.js'
import { showing } from './recorded.js'

const tracker = createTracker({
  collector: '/track/activity',
  delivery: acknowledged(), // kept until the collector says that it has them
  ids: shareIds({ origins: [otherSite] }), // the framed display may know this reader
  wire: showing(document.querySelector('#recorded')),
  plugins: [pageViews()],
})

defineDisplay(tracker)
document.querySelector('#framed').src = `${otherSite}/widget/frame.html`
